import { randomUUID } from "node:crypto";
import type { PromptPeople, PromptRule, PromptSource } from "#domain/prompt-inputs";
import type { TestDatabase } from "./database";
import { type Classroom, callerOf, type Person } from "./factories";

/** Enough different words for any prompt that asks for no number of them. */
export const SUBSTANCE = "They never learn to picture a life away from Hailsham.";

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** The terms of a prompt behind a gate, or others. */
export const termsOf = (more: Partial<PromptRule> = {}): PromptRule => ({
  title: "Nobody runs. Why not?",
  instructions: "Name one thing.",
  opensAt: null,
  dueAt: inDays(2),
  repliesDueAt: null,
  takesLate: true,
  wordsMin: 0,
  passagesMin: 0,
  repliesMin: 0,
  rubric: [],
  hasGate: true,
  isAnonymous: false,
  isHeld: false,
  opensGuide: true,
  ...more,
});

export type Asked = { classroomId: string; assignmentId: string };

/** Sets a question to a class, as its owner. */
export async function askPrompt(
  db: TestDatabase,
  classroom: Pick<Classroom, "id" | "owner">,
  more: Partial<PromptRule> & { people?: PromptPeople; isPublished?: boolean; source?: PromptSource } = {},
): Promise<Asked> {
  const { people, isPublished, source, ...rule } = more;
  const id = randomUUID();
  await callerOf(db, classroom.owner).prompt.create({
    classroomId: classroom.id,
    id,
    ...termsOf(rule),
    source: source ?? { from: "own" },
    people: people ?? { who: "class" },
    isPublished: isPublished ?? true,
  });
  return { classroomId: classroom.id, assignmentId: id };
}

/** Hands in an answer. */
export const answerAs = (
  db: TestDatabase,
  person: Person,
  on: Asked,
  more: { id?: string; text?: string } = {},
) =>
  callerOf(db, person).answer.commit({
    ...on,
    id: more.id ?? randomUUID(),
    text: more.text ?? `${SUBSTANCE} ${person.name} says so.`,
    passages: [],
  });
