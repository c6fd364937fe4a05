// What the demo's class has marked, what others say to it, its groups and what its teacher asks.
import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import type { asActor } from "#db/actor";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { REACTIONS } from "#domain/note";
import { createAnnotation } from "#server/annotation/service";
import { createReading } from "#server/assignment/service";
import { keepGroups } from "#server/classroom/groups";
import { getFrameAndVersion } from "#server/classroom/queries";
import { endorse, react } from "#server/comment/reactions";
import { getSectionText } from "#server/guide/text";
import { type ClassFile, comingFriday, whenSaid } from "./demo-file";

/** The class as far as it is made. */
export type Stage = {
  owner: postgres.Sql;
  file: ClassFile;
  classroomId: string;
  members: ReadonlyMap<string, { userId: string }>;
  as<T>(name: string, work: Parameters<typeof asActor<T>>[2]): Promise<T>;
  member(name: string, tx: Queries): Promise<ClassroomActor>;
};

/** Marks the words of a paragraph. */
export async function markPassage(
  demo: Stage,
  tx: Queries,
  actor: ClassroomActor,
  id: string,
  note: ClassFile["comments"][number],
  { sectionId, paragraphId }: { sectionId: string; paragraphId: string },
): Promise<void> {
  const [reads] =
    await demo.owner`select guide_version_id as id from classrooms where id = ${demo.classroomId}`;
  const versionId = reads?.id as string;
  const { text, paragraphs } = await getSectionText(tx, versionId, sectionId);
  const from = paragraphs.find((paragraph) => paragraph.id === paragraphId)?.start ?? 0;
  const exact = note.mark ?? "";
  const start = text.indexOf(exact, from);
  if (start < 0) throw new Error(`the demo marks “${exact}”, which does not stand in ${note.section}`);
  const themes = await demo.owner`select id, key from themes where classroom_id = ${demo.classroomId}`;
  const themeIds = note.themes.map((key) => themes.find((theme) => theme.key === key)?.id as string);
  await createAnnotation(tx, actor, {
    id,
    sectionId,
    versionId,
    selectors: { exact, start, end: start + exact.length },
    motivation: note.motivation ?? (note.text ? "commenting" : "highlighting"),
    themeIds,
    audience: note.audience,
    text: note.text || null,
  });
}

/** What others say to notes without words, and which of them the teacher thinks worth reading. */
export async function respond(
  demo: Stage,
  said: { id: string; root: ClassFile["comments"][number] }[],
): Promise<void> {
  const { name } = demo.file.teacher;
  for (const { id, root } of said) {
    for (const reaction of REACTIONS)
      for (const who of root.reactions[reaction] ?? [])
        await demo.as(who, async (tx) =>
          react(tx, await demo.member(who, tx), { commentId: id, reaction, on: true }),
        );
    if (root.endorsed)
      await demo.as(name, async (tx) =>
        endorse(tx, await demo.member(name, tx), { commentId: id, on: true }),
      );
  }
}

/** The class's groups, before anybody writes for one. */
export async function makeGroups(demo: Stage): Promise<void> {
  const { name } = demo.file.teacher;
  const groups = demo.file.groups.map((group) => ({
    id: randomUUID(),
    name: group.name,
    userIds: group.students.map((student) => demo.members.get(student)?.userId as string),
  }));
  await demo.as(name, async (tx) => keepGroups(tx, await demo.member(name, tx), { groups, replaces: [] }));
}

/** What the teacher asks of the class. */
export async function askForNotes(demo: Stage): Promise<void> {
  const { name } = demo.file.teacher;
  const sections = await demo.owner`select id, path from sections`;
  const now = new Date();
  for (const one of demo.file.readings) {
    const id = randomUUID();
    const sectionIds = one.sections.map((path) => sections.find((row) => row.path === path)?.id as string);
    await demo.as(name, async (tx) => {
      const actor = await demo.member(name, tx);
      const { versionId, locks } = await getFrameAndVersion(tx, actor);
      await createReading(
        tx,
        actor,
        { versionId, locks },
        {
          id,
          sectionIds,
          notesMin: one.notes,
          needsTheme: one.needsTheme,
          needsReason: one.needsReason,
          instructions: one.instructions,
          dueAt: comingFriday(now, one.weeks).toISOString(),
        },
      );
    });
    const at = whenSaid(one.minutesAgo, now).toISOString();
    await demo.owner`update assignments set opens_at = ${at}, created_at = ${at} where id = ${id}`;
  }
}
