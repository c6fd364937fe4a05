// The questions that the demo's teacher has set, and what some have answered.
import { randomUUID } from "node:crypto";
import { createComment } from "#server/comment/create";
import { getSectionText } from "#server/guide/text";
import { commitAnswer } from "#server/prompt/commit";
import { createPrompt } from "#server/prompt/set";
import { type ClassFile, comingFriday, whenSaid } from "./demo-file";
import type { Stage } from "./demo-notes";

type Prompt = ClassFile["prompts"][number];
type Answer = Prompt["answers"][number];

/** Sets the questions, and has them answered in the order it was said. */
export async function askQuestions(demo: Stage): Promise<void> {
  for (const prompt of demo.file.prompts) {
    const assignmentId = await setPrompt(demo, prompt);
    const answers = prompt.answers.map((answer) => ({ ...answer, id: randomUUID() }));
    const said = [
      ...answers.map((answer) => ({ ...answer, say: () => handIn(demo, assignmentId, answer.id, answer) })),
      ...answers.flatMap(({ id, replies }) =>
        replies.map((reply) => ({
          ...reply,
          say: () => replyTo(demo, assignmentId, { id, ...reply }),
        })),
      ),
    ].sort((one, other) => other.minutesAgo - one.minutesAgo);
    for (const { minutesAgo, say } of said) await setBack(demo, await say(), minutesAgo);
  }
}

async function setPrompt(demo: Stage, prompt: Prompt): Promise<string> {
  const id = randomUUID();
  const now = new Date();
  const { name } = demo.file.teacher;
  const groups = demo.file.groups.map((group) => ({
    name: group.name,
    userIds: group.students.map((student) => demo.members.get(student)?.userId as string),
  }));
  await demo.as(name, async (tx) =>
    createPrompt(tx, await demo.member(name, tx), {
      id,
      title: prompt.title,
      instructions: prompt.instructions,
      opensAt: null,
      dueAt: comingFriday(now, prompt.weeks).toISOString(),
      repliesDueAt: null,
      takesLate: true,
      wordsMin: prompt.words,
      passagesMin: prompt.passages,
      repliesMin: prompt.replies,
      rubric: prompt.rubric,
      hasGate: true,
      isAnonymous: prompt.anonymous,
      isHeld: prompt.isHeld,
      opensGuide: true,
      source: prompt.question ? { from: "question", key: prompt.question } : { from: "own" },
      people: prompt.inGroups ? { who: "groups", groups } : { who: "class" },
      isPublished: !prompt.isDraft,
    }),
  );
  const at = whenSaid(prompt.minutesAgo, now).toISOString();
  await demo.owner`update assignments set opens_at = ${at}, created_at = ${at} where id = ${id}`;
  return id;
}

async function handIn(demo: Stage, assignmentId: string, id: string, answer: Answer): Promise<string> {
  const { author, text } = answer;
  await demo.as(author, async (tx) => {
    const passages = answer.exact ? [await passageOf(demo, tx, answer)] : [];
    await commitAnswer(tx, await demo.member(author, tx), { assignmentId, id, text, passages });
  });
  return id;
}

/** Where the words stand that something said rests on. */
export async function passageOf(
  demo: Stage,
  tx: Parameters<typeof getSectionText>[0],
  { exact = "", paragraph = "" }: Pick<Answer, "exact" | "paragraph">,
) {
  const [path] = paragraph.split("#");
  const [place] = await demo.owner`
    select c.guide_version_id as version, s.id as section from classrooms c join sections s on s.path = ${path ?? ""}
    where c.id = ${demo.classroomId}`;
  const [versionId, sectionId] = [place?.version as string, place?.section as string];
  const start = (await getSectionText(tx, versionId, sectionId)).text.indexOf(exact);
  if (start < 0) throw new Error(`the demo rests on “${exact}”, which does not stand in ${path}`);
  return { sectionId, versionId, exact, start, end: start + exact.length };
}

async function replyTo(
  demo: Stage,
  assignmentId: string,
  { id, author, text }: { id: string; author: string; text: string },
): Promise<string> {
  const replyId = randomUUID();
  await demo.as(author, async (tx) => {
    await createComment(tx, await demo.member(author, tx), {
      id: replyId,
      sectionId: assignmentId,
      paragraphId: null,
      parentId: id,
      text,
    });
  });
  return replyId;
}

/** Turns the clock back for what was just said. */
const setBack = (demo: Stage, commentId: string, minutesAgo: number): Promise<void> =>
  sayAt(demo, commentId, whenSaid(minutesAgo, new Date()));

/** Gives what was just said the moment that it was said at. */
export async function sayAt(demo: Stage, commentId: string, moment: Date): Promise<void> {
  const at = moment.toISOString();
  await demo.owner`
    update comments set created_at = date_trunc('milliseconds', ${at}::timestamptz) where id = ${commentId}`;
  await demo.owner`
    update answers set committed_at = date_trunc('milliseconds', ${at}::timestamptz) where comment_id = ${commentId}`;
  await demo.owner`
    update comments r set answered_at = (select min(c.created_at) from comments c
      where c.root_id = r.id and c.author_id <> r.author_id)
    where r.id = (select coalesce(root_id, id) from comments where id = ${commentId})`;
}
