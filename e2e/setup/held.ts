import { ask, call, type Person, type Scene } from "./people";
import { firstPassage } from "./prompts";

type Kind = "entry_vote" | "opening" | "rebuttal" | "closing" | "exit_vote";
type Side = "for" | "against" | "third";
type Debate = {
  motion: string;
  sides: { text: string }[];
  seating: string;
  isNamed: boolean;
  version: number;
  state: string;
  phase: number;
  phases: { kind: Kind; minutes: number; endsAt: string | null }[];
  mine: { side: Side } | null;
};

/** What is argued over in scenes that are not about the motion. */
export const MOTION = "They could have run, and chose to stay.";

/** A debate as somebody finds it on its page. */
export const debateOf = async ({ classroomId }: Scene, debateId: string, by: Person) =>
  (await ask<{ debate: Debate }>("debate.get", { classroomId, debateId }, by.cookie)).debate;

/** Sets up a lesson's debate over HTTP, for scenes that are not about setting one up. @returns its id */
export async function openDebate({ classroomId, teacher }: Scene, kinds: Kind[]): Promise<string> {
  const id = crypto.randomUUID();
  const terms = {
    motion: MOTION,
    instructions: "",
    sides: ["They could.", "They could not."],
    source: { from: "own" },
    seating: "random",
    isNamed: false,
    joint: "group",
    schedule: { pace: "timed", phases: kinds.map((kind) => ({ kind, minutes: 10 })) },
  };
  await call("debate.create", { classroomId, id, ...terms }, teacher.cookie);
  return id;
}

/** Does something with the clock, as the teacher. */
export async function steer(scene: Scene, debateId: string, to: string): Promise<void> {
  const { version, phase } = await debateOf(scene, debateId, scene.teacher);
  await call(
    "debate.steer",
    { classroomId: scene.classroomId, debateId, version, phase, steer: { to } },
    scene.teacher.cookie,
  );
}

/** Says something for one's side. @returns its id */
export async function say(
  scene: Scene,
  debateId: string,
  by: Person,
  text: string,
  answersId: string | null = null,
) {
  const id = crypto.randomUUID();
  const { mine } = await debateOf(scene, debateId, by);
  const passages = answersId ? [] : [await firstPassage(by, scene)];
  const kind = answersId ? "rebuttal" : "claim";
  await call(
    "debate.say",
    { classroomId: scene.classroomId, debateId, id, kind, side: mine?.side, answersId, text, passages },
    by.cookie,
  );
  return id;
}
