import { randomUUID } from "node:crypto";
import type { PromptPeople, PromptRule, PromptSource } from "#domain/prompt-inputs";
import { call, type Person, type Scene } from "./people";

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

/** Hands in an answer over HTTP; gives its id. */
export async function handIn(scene: Scene, by: Person, assignmentId: string, text?: string): Promise<string> {
  const id = randomUUID();
  await call(
    "answer.commit",
    {
      classroomId: scene.classroomId,
      assignmentId,
      id,
      text: text ?? `They never learn to picture a life away from Hailsham. ${by.name} says so.`,
      passages: [],
    },
    by.cookie,
  );
  return id;
}

/** Replies to an answer over HTTP. */
export async function replyTo(
  scene: Scene,
  by: Person,
  assignmentId: string,
  answerId: string,
): Promise<void> {
  await call(
    "comment.create",
    {
      classroomId: scene.classroomId,
      id: randomUUID(),
      sectionId: assignmentId,
      paragraphId: null,
      parentId: answerId,
      text: "Which line shows it?",
    },
    by.cookie,
  );
}
