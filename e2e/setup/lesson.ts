import type { Page } from "@playwright/test";
import type { Choice, Side } from "#domain/debate/sides";
import type { Swing } from "#domain/debate/swing";
import { sit } from "./debates";
import { ask, call, joinScene, makeScene, type Person, type Scene } from "./people";
import { expect } from "./test";

// Twelve students and what each of them votes: what comes of it is counted by hand in the specs.

const AT_ONCE = 4;

type Vote = { choice: Choice; sure: number };
/** One student: the side they were given, and what they vote before and after. */
export type Ballot = { side: Side; before: Vote; after: Vote; isMoved: boolean };

const of = (side: Side, before: [Choice, number], after: [Choice, number], isMoved = false): Ballot => ({
  side,
  before: { choice: before[0], sure: before[1] },
  after: { choice: after[0], sure: after[1] },
  isMoved,
});

/**
 * The twelve ballots. By hand:
 *
 * given For      before: against 5, undecided 1    after: for 5, against 1
 * given Against  before: against 5, undecided 1    after: for 1, against 5
 * moved by F1    six: four given For, one For from undecided, one given Against
 */
export const BALLOTS: Ballot[] = [
  of("for", ["against", 2], ["for", 4], true),
  of("for", ["against", 2], ["for", 4], true),
  of("for", ["against", 3], ["for", 4], true),
  of("for", ["against", 3], ["for", 5], true),
  of("for", ["against", 4], ["against", 5]),
  of("for", ["undecided", 4], ["for", 2], true),
  of("against", ["against", 5], ["against", 5]),
  of("against", ["against", 5], ["against", 5]),
  of("against", ["against", 4], ["against", 5]),
  of("against", ["against", 4], ["against", 5]),
  of("against", ["against", 3], ["for", 2], true),
  of("against", ["undecided", 3], ["against", 5]),
];

export const NAMES = [
  "Maya Lindqvist",
  "Priya Nair",
  "Leo Farrell",
  "Hana Kobayashi",
  "Ines Ribeiro",
  "Daniel Osei",
  "Jonas Mbeki",
  "Aisha Begum",
  "Ravi Shankaran",
  "Chloe Parkin",
  "Yusuf Aydin",
  "Freya Hollis",
];

export type Room = { scene: Scene; people: Person[] };

/** A class of as many as there are names, who come a few at a time. */
export async function aClass(names: readonly string[]): Promise<Room> {
  const scene = await makeScene();
  const people: Person[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE)
    people.push(...(await Promise.all(names.slice(at, at + AT_ONCE).map((name) => joinScene(scene, name)))));
  return { scene, people };
}

export const sideOf = (at: number): Side => BALLOTS[at]?.side ?? "for";
export const otherSide = (side: Side): Side => (side === "for" ? "against" : "for");
export const who = ({ people }: Room, at: number): Person => people[at] as Person;

/** Gives everybody the side of their ballot, by taking it. */
export async function sitAll(room: Room, id: string): Promise<void> {
  for (const [at, person] of room.people.entries()) await sit(person, room.scene, id, sideOf(at));
}

/** Casts the vote that stands in somebody's ballot. */
export function cast(room: Room, id: string, at: number, which: "before" | "after", moved: string | null) {
  const ballot = BALLOTS[at] as Ballot;
  const { choice, sure } = ballot[which];
  const movedBy = which === "after" && ballot.isMoved ? moved : null;
  const on = { classroomId: room.scene.classroomId, debateId: id };
  return call("debate.vote", { ...on, choice, confidence: sure, movedBy }, who(room, at).cookie);
}

/** What came of a debate, for whoever asks. */
export const resultsFor = (by: Person, { classroomId }: Scene, debateId: string) =>
  ask<{ swing: (Swing & { words: string }) | null }>("debate.results", { classroomId, debateId }, by.cookie);

/** Nobody is told anything of the votes, whoever asks and whatever the phase. */
export async function expectNoTally(
  { scene, people }: Room,
  id: string,
  pages: readonly Page[],
): Promise<void> {
  for (const by of [scene.teacher, people[0] as Person, people[11] as Person])
    await expect(resultsFor(by, scene, id)).rejects.toThrow(/./);
  for (const page of pages) {
    await expect(page.getByRole("table", { name: /^Everybody/ })).toHaveCount(0);
    await expect(page.getByText(/voted for it (before|after)/)).toHaveCount(0);
  }
}

/** What opens a debate in them. */
export const POINT = "They had every means to leave: cars, cash, maps and nobody watching.";
