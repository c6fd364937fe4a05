import { randomUUID } from "node:crypto";
import type { PromptPeople, PromptRule, PromptSource } from "#domain/prompt-inputs";
import { ask, call, type Person, type Scene } from "./people";

/** Enough words for any question that asks for no number of them. */
export const SUBSTANCE = "They never learn to picture a life away from Hailsham.";

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

type More = Partial<PromptRule> & { people?: PromptPeople; source?: PromptSource; isPublished?: boolean };

/** Sets a question to the scene's class over HTTP, for scenes that are not about setting one. */
export async function setQuestion(scene: Scene, more: More = {}): Promise<string> {
  const { people, source, isPublished, ...rule } = more;
  const id = randomUUID();
  const terms: PromptRule = {
    title: "Nobody runs. Why not?",
    instructions: "Take one thing Hailsham does to the children.",
    opensAt: null,
    dueAt: inDays(3),
    repliesDueAt: null,
    takesLate: true,
    wordsMin: 0,
    passagesMin: 0,
    repliesMin: 2,
    rubric: [],
    hasGate: true,
    isAnonymous: false,
    isHeld: false,
    opensGuide: true,
    ...rule,
  };
  await call(
    "prompt.create",
    {
      classroomId: scene.classroomId,
      id,
      ...terms,
      source: source ?? { from: "own" },
      people: people ?? { who: "class" },
      isPublished: isPublished ?? true,
    },
    scene.teacher.cookie,
  );
  return id;
}

/** Sets a question of the guide's to the scene's class, behind the gate. @returns its id */
export const askClass = (scene: Scene, more: More = {}): Promise<string> =>
  setQuestion(scene, {
    title: "Why do the clones not rebel, or even run?",
    instructions:
      "take one thing Hailsham does to the children and explain how it makes running away hard to imagine.",
    repliesMin: 0,
    opensGuide: false,
    source: { from: "question", key: "no-rebellion" },
    ...more,
  });

/** Where a question of the class is answered. */
export const questionUrl = (scene: Scene, assignmentId: string): string =>
  `/classrooms/${scene.classroomId}/questions/${assignmentId}`;

/** Hands in an answer over HTTP, for scenes that are not about handing in. @returns its id */
export async function answerTo(
  by: Person,
  scene: Scene,
  assignmentId: string,
  text = `${SUBSTANCE} ${by.name} says so.`,
  passages: object[] = [],
): Promise<string> {
  const id = randomUUID();
  const { classroomId } = scene;
  await call("answer.commit", { classroomId, assignmentId, id, text, passages }, by.cookie);
  return id;
}

/** Replies to an answer, or to a reply. @returns its id */
export async function replyTo(
  by: Person,
  scene: Scene,
  assignmentId: string,
  parentId: string,
  text: string,
  more: { starter?: string; quote?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await call(
    "comment.create",
    {
      classroomId: scene.classroomId,
      id,
      sectionId: assignmentId,
      paragraphId: null,
      parentId,
      text,
      ...more,
    },
    by.cookie,
  );
  return id;
}

/** The first sentence of a section, as it is cited. */
export async function firstPassage(by: Person, scene: Scene): Promise<object> {
  const { choice } = await ask<{
    choice: {
      sectionId: string;
      versionId: string;
      paragraphs: { start: number; text: string; sentences: { start: number; end: number }[] }[];
    };
  }>("guide.passages", { classroomId: scene.classroomId }, by.cookie);
  const [paragraph] = choice.paragraphs;
  const [sentence] = paragraph?.sentences ?? [];
  if (!paragraph || !sentence) throw new Error("a section has a sentence");
  const exact = paragraph.text.slice(sentence.start - paragraph.start, sentence.end - paragraph.start);
  return { sectionId: choice.sectionId, versionId: choice.versionId, exact, ...sentence };
}
