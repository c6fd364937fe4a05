import { randomUUID } from "node:crypto";
import type { ClaimView } from "#domain/debate/claim";
import type { MoveKind } from "#domain/debate/moves";
import type { PhaseKind } from "#domain/debate/phases";
import type { Choice, Side } from "#domain/debate/sides";
import type { NewDebate, Steer } from "#domain/debate-inputs";
import type { LivedIn } from "./lived-in";
import { ask, call, type Person, type Scene } from "./people";
import { firstPassage } from "./prompts";

/** A debate in minutes, as it is held in a lesson. */
export const LESSON: PhaseKind[] = [
  "entry_vote",
  "opening",
  "rebuttal",
  "switch",
  "closing",
  "exit_vote",
  "joint",
];

export const MOTION = "This house believes the clones could have rebelled, and chose not to.";

/** Opens a debate for the scene's class over HTTP, for scenes that are not about setting one up. @returns its id */
export async function openDebate(
  scene: Scene,
  { phases = LESSON, ...more }: Partial<Omit<NewDebate, "id">> & { phases?: PhaseKind[] } = {},
): Promise<string> {
  const id = randomUUID();
  const terms: NewDebate = {
    id,
    motion: MOTION,
    instructions: "",
    sides: ["They could have, and chose not to.", "Nobody could have."],
    source: { from: "own" },
    seating: "chosen",
    isNamed: false,
    joint: "group",
    schedule: { pace: "timed", phases: phases.map((kind) => ({ kind, minutes: 10 })) },
    ...more,
  };
  await call("debate.create", { classroomId: scene.classroomId, ...terms }, scene.teacher.cookie);
  return id;
}

/** Where a debate of the class is held. */
export const debateUrl = (scene: Scene, debateId: string): string =>
  `/classrooms/${scene.classroomId}/debates/${debateId}`;

type Read = {
  debate: {
    motion: string;
    sides: { text: string }[];
    seating: string;
    isNamed: boolean;
    version: number;
    phase: number;
    state: string;
    phases: { endsAt: string | null }[];
  };
  claims: ClaimView[];
};

/** The debate as somebody is told of it. */
export const readDebate = (by: Person, { classroomId }: Scene, debateId: string): Promise<Read> =>
  ask("debate.get", { classroomId, debateId }, by.cookie);

/** Moves the clock, as the teacher. */
export async function steer(scene: Scene, debateId: string, steer: Steer): Promise<void> {
  const { version, phase } = (await readDebate(scene.teacher, scene, debateId)).debate;
  const { classroomId, teacher } = scene;
  await call("debate.steer", { classroomId, debateId, steer, version, phase }, teacher.cookie);
}

/** Takes a side where sides are chosen. */
export const sit = (by: Person, { classroomId }: Scene, debateId: string, side: Side) =>
  call("debate.takeSeat", { classroomId, debateId, side }, by.cookie);

/** Casts or changes a vote. */
export const vote = (
  by: Person,
  { classroomId }: Scene,
  debateId: string,
  choice: Choice,
  movedBy: string | null = null,
) => call("debate.vote", { classroomId, debateId, choice, confidence: 3, movedBy }, by.cookie);

type Said = { kind?: MoveKind; side: Side; answersId?: string; text: string };

/** Says something, with a passage where it is a claim. @returns its id */
export async function say(by: Person, scene: Scene, debateId: string, said: Said): Promise<string> {
  const { kind = "claim", side, answersId = null, text } = said;
  const id = randomUUID();
  const passages = kind === "claim" ? [await firstPassage(by, scene)] : [];
  const { classroomId } = scene;
  await call("debate.say", { classroomId, debateId, id, kind, side, answersId, text, passages }, by.cookie);
  return id;
}

/** Debates of a class, by where they stand. */
export type Held = { waiting: string; voting: string; opening: string; rebuttal: string; over: string };

/** Opens debates for a class that has been lived in, each in another state. */
export async function debatesOf({ scene, maya, tomasz }: LivedIn): Promise<Held> {
  const open = async (...phases: PhaseKind[]) => {
    const id = await openDebate(scene, { phases });
    await sit(maya, scene, id, "for");
    await sit(tomasz, scene, id, "against");
    await steer(scene, id, { to: "begin" });
    return id;
  };
  const claimed = async (...phases: PhaseKind[]) => {
    const id = await open(...phases);
    const claim = await say(tomasz, scene, id, {
      side: "against",
      text: "You cannot choose against what you grew up in.",
    });
    await say(maya, scene, id, { side: "for", text: "They had cars, cash and maps." });
    await steer(scene, id, { to: "next" });
    return { id, claim };
  };
  const waiting = await openDebate(scene, { seating: "chosen" });
  const voting = await open("entry_vote", "opening", "exit_vote");
  const opening = await open("opening", "rebuttal");
  const { id: rebuttal } = await claimed("opening", "rebuttal");
  const { id: over, claim } = await claimed("opening", "rebuttal");
  await say(maya, scene, over, {
    kind: "rebuttal",
    side: "for",
    answersId: claim,
    text: "Some have done so.",
  });
  await steer(scene, over, { to: "next" });
  return { waiting, voting, opening, rebuttal, over };
}
