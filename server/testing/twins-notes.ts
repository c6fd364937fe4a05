import type { NoteAudience } from "#domain/audience";
import { idOf, type PersonName, type Stage, type Step, type Viewer } from "./twins";

const CLASSMATES: Viewer[] = ["sam", "priya"];

/** Names of the notes below, so that their ids are asked for in both twins. */
export const NOTE_NAMES = [
  "private note",
  "group note",
  "teachers note",
  "reply in the group",
  "reply of the teacher",
  "withdrawn into private",
  "class note",
  "sam to the teacher",
  "lost in private",
  "lost to the teachers",
  "lost of rosa",
  "lost of sam",
  "note where it is locked",
];

type Note = { audience?: NoteAudience; text?: string | null; section?: number };

/** Marks the first words of a section as somebody. */
async function note(
  stage: Stage,
  who: PersonName,
  name: string,
  { audience = "class", text, section = 0 }: Note,
) {
  const { id: sectionId } = stage.section(section);
  const [row] = await stage.twin.db.owner`
    select c.guide_version_id as version, v.text, (select t.id from themes t where t.classroom_id = c.id order by t.position limit 1) as theme
    from classrooms c join paragraph_versions v on v.version_id = c.guide_version_id and v.section_id = ${sectionId} and v.position = 1
    where c.id = ${stage.here.classroomId}`;
  return stage.api(who).annotation.create({
    ...stage.here,
    id: idOf(name),
    sectionId,
    versionId: row?.version as string,
    selectors: { start: 0, end: 9, exact: String(row?.text).slice(0, 9) },
    motivation: text === null ? "highlighting" : "commenting",
    themeIds: [row?.theme as string],
    audience,
    text: text === undefined ? `Words of ${name}.` : text,
  });
}

const reply = (stage: Stage, who: PersonName, name: string, under: string) =>
  stage.api(who).comment.create({
    ...stage.here,
    id: idOf(name),
    sectionId: stage.section().id,
    paragraphId: stage.section().paragraphId,
    parentId: idOf(under),
    text: `Words of ${name}.`,
  });

/** What is not for the class: sam and priya are in no group, and may know of none of it. */
export const NOTES: Step[] = [
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await note(s, "quinn", "private note", { audience: "private" });
      await note(s, "quinn", "private mark", { audience: "private", text: null });
      await note(s, "quinn", "group note", { audience: "group" });
      await note(s, "quinn", "teachers note", { audience: "teachers", text: null });
      await reply(s, "rosa", "reply in the group", "group note");
      await reply(s, "tess", "reply of the teacher", "teachers note");
      await s
        .api("rosa")
        .comment.react({ ...s.here, commentId: idOf("group note"), reaction: "agree", on: true });
      await s.api("tess").comment.endorse({ ...s.here, commentId: idOf("group note"), on: true });
    },
  },
  {
    // In the part that is locked since: on no board of theirs.
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) => note(s, "tess", "note where it is locked", { section: 2 }),
  },
  { in: "here", run: (s) => note(s, "rosa", "class note", {}) },
  { in: "here", run: (s) => note(s, "sam", "sam to the teacher", { audience: "class", text: null }) },
  {
    // Who reacted is nobody's to know; that somebody did is.
    in: "here",
    varies: CLASSMATES,
    run: (s) =>
      s.api(s.variant ? "rosa" : "quinn").comment.react({
        ...s.here,
        commentId: idOf("sam to the teacher"),
        reaction: "look_again",
        on: true,
      }),
  },
  {
    // Written for the class and taken back before anybody asked: as if it had never been.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await note(s, "quinn", "withdrawn into private", { section: 1 });
      await s
        .api("quinn")
        .annotation.update({ ...s.here, commentId: idOf("withdrawn into private"), audience: "private" });
    },
  },
];

/** Takes the line from under notes, as a newer edition would that has other words there. */
const lose = (stage: Stage, ...names: string[]) =>
  stage.twin.db
    .owner`update annotations set anchor = 'lost', lost_at = now() where comment_id = any (${names.map(idOf)})`;

/** Notes that lost their line: of others' not even how many there are. */
export const LOST_NOTES: Step[] = [
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await note(s, "quinn", "lost in private", { audience: "private" });
      await note(s, "rosa", "lost to the teachers", { audience: "teachers" });
      await lose(s, "lost in private", "lost to the teachers");
    },
  },
  {
    in: "here",
    async run(s) {
      await note(s, "rosa", "lost of rosa", { section: 1 });
      await note(s, "sam", "lost of sam", { section: 1 });
      await lose(s, "lost of rosa", "lost of sam");
    },
  },
];

/** The same while somebody listens. */
export const LIVE_NOTES: Step[] = [
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) => note(s, "quinn", `live private ${s.tag}`, { audience: "private" }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await note(s, "quinn", `live group ${s.tag}`, { audience: "group" });
      await s.api("quinn").comment.delete({ ...s.here, commentId: idOf(`live group ${s.tag}`) });
    },
  },
  { in: "here", tells: CLASSMATES, run: (s) => note(s, "rosa", `live note ${s.tag}`, { text: null }) },
  {
    in: "here",
    tells: CLASSMATES,
    run: (s) =>
      s
        .api("rosa")
        .annotation.update({ ...s.here, commentId: idOf(`live note ${s.tag}`), audience: "private" }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) => s.api("rosa").comment.delete({ ...s.here, commentId: idOf(`live note ${s.tag}`) }),
  },
];
