import { makeNote } from "./annotation-cases";
import { archive, type Case, inClass, inLockedPart, sectionOf } from "./case-parts";
import type { World } from "./world";

/** A note in the class's first theme, and what to ask for it. */
async function themed(world: World) {
  const id = await makeNote(world);
  const [theme] = await world.db.owner`
    select id from themes where classroom_id = ${world.here.id} order by position limit 1`;
  await world.db.owner`insert into annotation_themes (comment_id, theme_id, classroom_id)
    values (${id}, ${theme?.id}, ${world.here.id})`;
  return theme?.id as string;
}

const boards: Case = async (world) => {
  const themeId = await themed(world);
  return { "notes.boards": inClass(world), "notes.board": { ...inClass(world), themeId } };
};

const exported: Case = async (world) => {
  await makeNote(world);
  return { ...inClass(world), of: "section", section: sectionOf(world).path };
};

const imported: Case = (world) => ({
  ...inClass(world),
  source: "A file",
  audience: "file",
  isTrial: false,
  notes: [
    {
      iri: "https://elsewhere.example/notes/1",
      creator: "Somebody",
      motivation: "commenting",
      audience: "class",
      text: "Some words.",
      tags: [],
      target: { source: `https://elsewhere.example/guides/never-let-me-go/${sectionOf(world).path}` },
    },
  ],
});

/** Fixtures of the matrix's rows about boards, one's own notes, and notes going out and coming in. */
export const EXCHANGE_CASES: Record<string, Case> = {
  "annotation.board shared": boards,
  "annotation.board locked_part": inLockedPart(boards),
  "annotation.board archived": async (world, role) => {
    const input = await boards(world, role);
    await archive(world);
    return input;
  },
  "annotation.own -": async (world, role) => {
    await makeNote(world, { author: world.authorFor(role), audience: "private" });
    return inClass(world);
  },
  "annotation.export shared": exported,
  "annotation.export locked_part": inLockedPart(exported),
  "annotation.exportClass -": (world) => ({ ...inClass(world), of: "class" }),
  "annotation.import active": imported,
  "annotation.import archived": async (world, role) => {
    const input = await imported(world, role);
    await archive(world);
    return input;
  },
};
