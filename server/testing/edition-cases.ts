import { makeNote, passage } from "./annotation-cases";
import { archive, type Case, inClass, lockPart, on, sectionOf } from "./case-parts";
import type { Person } from "./factories";
import type { World } from "./world";

/** A later version of the class's guide that says the same, made once a world. */
async function laterVersion(world: World): Promise<string> {
  const [known] = await world.db.owner`select id from guide_versions where content_hash = 'later'`;
  if (known) return known.id as string;
  const [row] = await world.db.owner`
    insert into guide_versions (guide_id, number, origin, content_hash)
    select v.guide_id, v.number + 1, 'content', 'later' from classrooms c join guide_versions v on v.id = c.guide_version_id
    where c.id = ${world.here.id} returning id`;
  const later = row?.id as string;
  const copied: Record<string, string> = {
    section_versions: "section_id, position, part_key, part_title, title, lead, words, minutes",
    paragraph_versions: "section_id, paragraph_id, position, number, kind, text, html",
    claim_versions: "section_id, number, statement, other, kinds, paragraph_ids, chapters, look, themes",
    guide_themes: "key, position, name, ink, definition",
  };
  for (const [table, columns] of Object.entries(copied))
    await world.db.owner.unsafe(`insert into ${table} (version_id, ${columns})
      select '${later}', ${columns} from ${table}
      where version_id = (select guide_version_id from classrooms where id = '${world.here.id}')`);
  return later;
}

const adopting: Case = async (world) => ({ ...inClass(world), versionId: await laterVersion(world) });

type State = { author?: Person; audience?: "private" | "class" };

/** A note that lost its line, and another place for it in the same section. */
async function lostNote(world: World, state: State) {
  const id = await makeNote(world, state);
  await world.db.owner`update annotations set anchor = 'lost', lost_at = now() where comment_id = ${id}`;
  return again(world, id);
}

async function again(world: World, id: string) {
  const place = { ...on(world, id), sectionId: sectionOf(world).id };
  return { "annotation.reattach": { ...place, ...(await passage(world)) }, "edition.places": place };
}

const ownLost: Case = (world, role) => lostNote(world, { author: world.authorFor(role) });

/** Fixtures of the matrix's rows about editions. */
export const EDITION_CASES: Record<string, Case> = {
  "guide.readEditions -": async (world) => {
    await laterVersion(world);
    return inClass(world);
  },
  "guide.update published": adopting,
  "guide.update archived": async (world, role) => {
    await archive(world);
    return adopting(world, role);
  },
  "guide.update of_other_guide": async (world) => {
    const [row] = await world.db
      .owner`select guide_version_id as id from classrooms where id = ${world.there.id}`;
    return { ...inClass(world), versionId: row?.id };
  },
  "annotation.reattach list": async (world, role) => {
    await lostNote(world, { author: world.authorFor(role) });
    await lostNote(world, {});
    return inClass(world);
  },
  "annotation.reattach lost_own": ownLost,
  "annotation.reattach lost_of_other": (world) => lostNote(world, {}),
  "annotation.reattach lost_private_of_other": (world) => lostNote(world, { audience: "private" }),
  "annotation.reattach archived": async (world, role) => {
    const input = await ownLost(world, role);
    await archive(world);
    return input;
  },
  "annotation.reattach in_its_place": async (world, role) =>
    again(world, await makeNote(world, { author: world.authorFor(role) })),
  "annotation.reattach to_locked_part": async (world, role) => {
    const note = await ownLost(world, role);
    // The note stood in a part that stays open; the one it shall go to is locked.
    const elsewhere = world.here.sections.at(-1);
    await world.db
      .owner`update comments set section_id = ${elsewhere?.id ?? ""} where classroom_id = ${world.here.id}`;
    await world.db
      .owner`update annotations set section_id = ${elsewhere?.id ?? ""} where classroom_id = ${world.here.id}`;
    await lockPart(world);
    return note;
  },
};
