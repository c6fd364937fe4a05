import { randomUUID } from "node:crypto";
import type { PhaseKind } from "#domain/debate/phases";
import type { Choice, Side } from "#domain/debate/sides";
import type { NewDebate } from "#domain/debate-inputs";
import type { TestDatabase } from "./database";
import { type Classroom, callerOf, type Person } from "./factories";

/** A debate of a class. */
export type Held = { classroomId: string; debateId: string };

/** All phases there are, with ten minutes each. */
export const PHASES: PhaseKind[] = [
  "entry_vote",
  "prepare",
  "opening",
  "rebuttal",
  "switch",
  "closing",
  "exit_vote",
  "joint",
];

/** A debate as a teacher opens it in a lesson, or otherwise. */
export const termsOfDebate = (more: Partial<NewDebate> = {}): Omit<NewDebate, "id"> => ({
  motion: "This house believes the clones could have rebelled, and chose not to.",
  instructions: "",
  sides: ["They could have, and chose not to.", "Nobody could have."],
  source: { from: "own" },
  seating: "random",
  isNamed: false,
  joint: "group",
  schedule: { pace: "timed", phases: PHASES.map((kind) => ({ kind, minutes: 10 })) },
  ...more,
});

/** Opens a debate, as the owner of the class. */
export async function openDebate(
  db: TestDatabase,
  classroom: Pick<Classroom, "id" | "owner">,
  more: Partial<NewDebate> & { id?: string } = {},
): Promise<Held> {
  const id = more.id ?? randomUUID();
  const input = { ...termsOfDebate(more), id, classroomId: classroom.id };
  await callerOf(db, classroom.owner).debate.create(input);
  return { classroomId: classroom.id, debateId: id };
}

/**
 * Puts a debate's clock where a phase has run for a minute, or past its end: what time would do. Ballots are left as they
 * are; whoever looks next finds what there is to seal.
 */
export async function moveTo(
  db: TestDatabase,
  { debateId }: Held,
  phase: PhaseKind | "closed",
): Promise<void> {
  const [row] = await db.owner<{ phases: { kind: PhaseKind; minutes: number; endsAt: number | null }[] }[]>`
    select phases from debates where assignment_id = ${debateId}`;
  const phases = row?.phases ?? [];
  const at = phase === "closed" ? phases.length : phases.findIndex(({ kind }) => kind === phase);
  if (at < 0) throw new Error(`the debate has no ${phase}`);
  const [clock] = await db.owner<{ now: Date }[]>`select clock_timestamp() as now`;
  const now = clock?.now.getTime() ?? 0;
  const moved = phases.map((one, place) => ({ ...one, endsAt: now - 60_000 + (place - at + 1) * 600_000 }));
  await db.owner`update debates set phases = ${db.owner.json(moved)}, paused_at = null,
    starts_at = ${new Date(now - 60_000 - at * 600_000)} where assignment_id = ${debateId}`;
}

/** Gives somebody a side, past the services. */
export const seatOn = (db: TestDatabase, { debateId, classroomId }: Held, { userId }: Person, side: Side) =>
  db.owner`insert into debate_seats values (${debateId}, ${userId}, ${classroomId}, ${side})
    on conflict (assignment_id, user_id) do update set side = excluded.side`;

export const voteAs = (
  db: TestDatabase,
  person: Person,
  on: Held,
  choice: Choice,
  more: { confidence?: number; movedBy?: string } = {},
) =>
  callerOf(db, person).debate.vote({
    ...on,
    choice,
    confidence: more.confidence ?? 3,
    movedBy: more.movedBy ?? null,
  });

/** A passage of the class's first section, as a browser sends it. */
export async function passageOf(db: TestDatabase, classroom: Pick<Classroom, "id">) {
  const [row] = await db.owner<{ section_id: string; version_id: string; text: string }[]>`
    select v.section_id, c.guide_version_id as version_id, p.text from classrooms c
    join section_versions v on v.version_id = c.guide_version_id and v.position = 1
    join paragraph_versions p on p.version_id = v.version_id and p.section_id = v.section_id and p.position = 1
    where c.id = ${classroom.id}`;
  const exact = row?.text.split(" ").slice(0, 4).join(" ") ?? "";
  return {
    sectionId: row?.section_id ?? "",
    versionId: row?.version_id ?? "",
    exact,
    start: 0,
    end: exact.length,
  };
}

/** Says something in a debate, with a passage where it is a claim. */
export async function sayAs(
  db: TestDatabase,
  person: Person,
  on: Held,
  more: {
    id?: string;
    kind?: "claim" | "rebuttal" | "concession";
    side: Side;
    answersId?: string;
    text?: string;
    bare?: boolean;
  },
) {
  const kind = more.kind ?? "claim";
  const passages = kind === "claim" && !more.bare ? [await passageOf(db, { id: on.classroomId })] : [];
  return callerOf(db, person).debate.say({
    ...on,
    id: more.id ?? randomUUID(),
    kind,
    side: more.side,
    answersId: more.answersId ?? null,
    text: more.text ?? "The Cottages have no locks.",
    passages,
  });
}
