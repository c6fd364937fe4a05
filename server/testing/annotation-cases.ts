import { randomUUID } from "node:crypto";
import { archive, type Case, inClass, inLockedPart, on, plus, sectionOf } from "./case-parts";
import type { Person } from "./factories";
import type { World } from "./world";

/** The class's version and the first words of the first section, as a selection of them would be sent. */
export const passage = async (world: World) => {
  const [row] = await world.db.owner`
    select c.guide_version_id as version, v.text from classrooms c
    join paragraph_versions v on v.version_id = c.guide_version_id and v.section_id = ${sectionOf(world).id} and v.position = 1
    where c.id = ${world.here.id}`;
  return {
    versionId: row?.version as string,
    selectors: { start: 0, end: 12, exact: String(row?.text).slice(0, 12) },
  };
};

const newAnnotation = async (world: World) => ({
  ...inClass(world),
  ...(await passage(world)),
  id: randomUUID(),
  sectionId: sectionOf(world).id,
  motivation: "commenting",
  themeIds: [],
  audience: "class",
  text: "Some words.",
});

/** A note of somebody's on the first words, for the class or for its writer alone. */
export async function makeNote(
  world: World,
  state: { author?: Person; audience?: "private" | "teachers" | "class" } = {},
): Promise<string> {
  const { author = world.peer, audience = "class" } = state;
  const id = await world.comment({ author });
  const { versionId, selectors } = await passage(world);
  await world.db
    .owner`insert into annotations (comment_id, classroom_id, section_id, motivation, version_id, exact, prefix, suffix,
      start, "end", paragraph_id, paragraph_offset)
    values (${id}, ${world.here.id}, ${sectionOf(world).id}, 'commenting', ${versionId}, ${selectors.exact}, '', '',
      ${selectors.start}, ${selectors.end}, ${sectionOf(world).paragraphIds[0] ?? null}, 0)`;
  if (audience !== "class")
    await world.db
      .owner`update comments set audience = ${audience}, audience_owner_id = ${author.userId} where id = ${id}`;
  return id;
}

const ownNote =
  (audience: "private" | "class"): Case =>
  async (world, role) =>
    on(world, await makeNote(world, { author: world.authorFor(role), audience }));
const othersNote =
  (audience: "private" | "teachers" | "class"): Case =>
  async (world) =>
    on(world, await makeNote(world, { audience }));
const inArchive =
  (make: Case): Case =>
  async (world, role) => {
    const input = await make(world, role);
    await archive(world);
    return input;
  };
const marks: Case = (world) => ({ ...inClass(world), sectionId: sectionOf(world).id });

const react = { reaction: "agree", on: true };

/** Fixtures of the matrix's rows about notes. */
export const ANNOTATION_CASES: Record<string, Case> = {
  "annotation.create published": newAnnotation,
  "annotation.create archived": inArchive(newAnnotation),
  "annotation.create locked_part": inLockedPart(newAnnotation),
  "annotation.read shared": marks,
  "annotation.read locked_part": inLockedPart(marks),
  "annotation.read private_own": ownNote("private"),
  "annotation.read private_of_other": othersNote("private"),
  "annotation.read teachers_of_other": othersNote("teachers"),
  "annotation.update own": plus({ audience: "private" }, ownNote("class")),
  "annotation.update of_other": plus({ themeIds: [] }, othersNote("class")),
  "annotation.update archived": plus({ themeIds: [] }, inArchive(ownNote("class"))),
  "annotation.delete own": ownNote("private"),
  "annotation.delete of_student": plus({ reason: "Unkind." }, othersNote("class")),
  "comment.react shown": plus(react, othersNote("class")),
  "comment.react private": plus(react, othersNote("private")),
  "comment.react archived": plus(react, inArchive(othersNote("class"))),
  "comment.endorse of_other": plus({ on: true }, othersNote("class")),
  "comment.endorse own": plus({ on: true }, ownNote("class")),
  "comment.endorse archived": plus({ on: true }, inArchive(othersNote("class"))),
};
