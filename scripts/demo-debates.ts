// The debates of the demo's class: held phase by phase through the same services as everybody's, each phase opened by
// its clock; what was said, and the clock, are set to their days afterwards.
import { randomUUID } from "node:crypto";
import type { Phase } from "#domain/debate/phases";
import type { Side } from "#domain/debate/sides";
import type { DebatePace } from "#domain/debate-inputs";
import { markClaim, weighClaim } from "#server/debate/judge";
import { makeMove } from "#server/debate/moves";
import { giveSeat } from "#server/debate/seats";
import { createDebate } from "#server/debate/set";
import { saveStatement } from "#server/debate/statements";
import { castVote, sealIfOver } from "#server/debate/vote";
import { type ClassFile, onDay, whenSaid } from "./demo-file";
import type { Stage } from "./demo-notes";
import { passageOf, sayAt } from "./demo-questions";

type Debate = ClassFile["debates"][number];
type Said = NonNullable<Debate["said"]["opening"]>[number];
type PhaseOf = Debate["phases"][number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LESSON_AT = { hour: 10, minute: 5 };
const DAY_BEGINS = { hour: 8, minute: 30 };
const PHASE_ENDS_AT = 16;

/** A debate that is being held, and its clock as it really was. */
type Held = {
  debate: Debate;
  id: string;
  startsAt: Date;
  phases: Phase[];
  /** Ids of what was said, by its name in the file. */
  ids: Map<string, string>;
};

/** A moment as PostgreSQL reads it. */
const iso = (moment: Date | number): string => new Date(moment).toISOString();

/** Holds the debates as far as they have come: one is over, and one goes on. */
export async function holdDebates(demo: Stage): Promise<void> {
  const now = new Date();
  for (const debate of demo.file.debates) {
    const held: Held = { debate, id: randomUUID(), ids: new Map(), ...scheduleOf(debate, now) };
    await open(demo, held, now);
    for (const [at, phase] of debate.phases.entries()) {
      if (at > 0 && (held.phases[at - 1]?.endsAt ?? 0) > now.getTime()) break;
      await openPhase(demo, held, at);
      await act(demo, held, phase, now);
    }
    await setClock(demo, held);
    await conclude(demo, held);
  }
}

const isLesson = ({ phases }: Debate): boolean => phases.every(({ minutes }) => minutes !== undefined);

/** When it began, and when each phase ends. */
function scheduleOf(debate: Debate, now: Date): { startsAt: Date; phases: Phase[] } {
  const { hour, minute } = isLesson(debate) ? LESSON_AT : DAY_BEGINS;
  const startsAt = onDay(now, -debate.daysAgo, hour, minute);
  let last = startsAt.getTime();
  const phases = debate.phases.map(({ kind, minutes, inDays = 0 }): Phase => {
    const endsAt = minutes ? last + minutes * MINUTE : onDay(now, inDays, PHASE_ENDS_AT).getTime();
    const phase = { kind, minutes: Math.round((endsAt - last) / MINUTE), endsAt };
    last = endsAt;
    return phase;
  });
  return { startsAt, phases };
}

async function open(demo: Stage, { debate, id, phases }: Held, now: Date): Promise<void> {
  const { name } = demo.file.teacher;
  const { question, motion, instructions } = debate;
  const schedule: DebatePace = isLesson(debate)
    ? { pace: "timed", phases: phases.map(({ kind, minutes }) => ({ kind, minutes })) }
    : {
        pace: "dated",
        startsAt: null,
        // Any days to come: the real ones are given when all is said.
        phases: phases.map(({ kind }, at) => ({
          kind,
          endsAt: new Date(now.getTime() + (at + 1) * HOUR).toISOString(),
        })),
      };
  await demo.as(name, async (tx) =>
    createDebate(tx, await demo.member(name, tx), {
      id,
      motion,
      instructions,
      sides: [debate.for.holds, debate.against.holds],
      source: { from: "question", key: question },
      seating: "random",
      isNamed: false,
      joint: "group",
      schedule,
    }),
  );
  for (const side of ["for", "against"] as const)
    for (const student of debate[side].students)
      await demo.as(name, async (tx) => {
        const userId = demo.members.get(student)?.userId ?? "";
        await giveSeat(tx, await demo.member(name, tx), { debateId: id, userId, side });
      });
}

/** Puts the clock where a phase is on: what time did. */
async function openPhase(demo: Stage, { id, phases }: Held, at: number): Promise<void> {
  const now = Date.now();
  const moved = phases.map((phase, place) => ({ ...phase, endsAt: now + (place - at) * HOUR + MINUTE * 30 }));
  await demo.owner`
    update debates set phases = ${JSON.stringify(moved)}::text::jsonb,
      starts_at = ${iso(now - phases.length * HOUR)}::timestamptz
    where assignment_id = ${id}`;
}

/** What is done in a phase. */
async function act(demo: Stage, held: Held, { kind }: PhaseOf, now: Date): Promise<void> {
  if (kind === "entry_vote" || kind === "exit_vote") await vote(demo, held, kind === "exit_vote");
  if (kind === "joint") await state(demo, held);
  if (kind !== "opening" && kind !== "rebuttal" && kind !== "closing") return;
  for (const said of held.debate.said[kind] ?? []) await say(demo, held, said, now);
}

async function vote(demo: Stage, { debate, id, ids }: Held, isAfter: boolean): Promise<void> {
  for (const { author, before, sure, after, thenSure, moved } of debate.votes) {
    const choice = isAfter ? after : before;
    if (!choice) continue;
    const confidence = (isAfter ? thenSure : sure) ?? sure;
    const movedBy = isAfter && moved ? (ids.get(moved) ?? null) : null;
    await demo.as(author, async (tx) =>
      castVote(tx, await demo.member(author, tx), { debateId: id, choice, confidence, movedBy }),
    );
  }
}

async function say(demo: Stage, { debate, id, ids, startsAt }: Held, said: Said, now: Date): Promise<void> {
  const { key, author, kind, answers, text, minute, minutesAgo } = said;
  const commentId = randomUUID();
  ids.set(key, commentId);
  const side: Side = debate.for.students.includes(author) ? "for" : "against";
  await demo.as(author, async (tx) => {
    const passages = said.exact ? [await passageOf(demo, tx, said)] : [];
    const answersId = answers ? (ids.get(answers) ?? null) : null;
    const move = { debateId: id, id: commentId, kind, side, answersId, text, passages };
    await makeMove(tx, await demo.member(author, tx), move);
  });
  const moment = minute === undefined ? whenSaid(minutesAgo ?? 0, now) : startsAt.getTime() + minute * MINUTE;
  await sayAt(demo, commentId, new Date(moment));
}

async function state(demo: Stage, { debate, id, phases }: Held): Promise<void> {
  const joint = phases.find(({ kind }) => kind === "joint");
  const at = new Date((joint?.endsAt ?? Date.now()) - MINUTE);
  for (const { author, text } of debate.statements)
    await demo.as(author, async (tx) => {
      const actor = await demo.member(author, tx);
      await saveStatement(tx, actor, { debateId: id, groupId: actor.groupId, text, version: 0 });
    });
  await demo.owner`update debate_statements set saved_at = ${iso(at)}::timestamptz where assignment_id = ${id}`;
  await demo.owner`update statement_versions set saved_at = ${iso(at)}::timestamptz where assignment_id = ${id}`;
}

/** Gives a debate its real days. */
async function setClock(demo: Stage, { id, startsAt, phases }: Held): Promise<void> {
  await demo.owner`
    update debates set phases = ${JSON.stringify(phases)}::text::jsonb,
      starts_at = ${iso(startsAt)}::timestamptz where assignment_id = ${id}`;
  await demo.owner`
    update assignments set created_at = ${iso(startsAt)}::timestamptz, opens_at = ${iso(startsAt)}::timestamptz,
      due_at = ${iso(phases.at(-1)?.endsAt ?? 0)}::timestamptz
    where id = ${id}`;
}

/** What the teacher finds wanting, the sealing of the ballots, and what the class makes of the claims when all is over. */
async function conclude(demo: Stage, { debate, id, ids }: Held): Promise<void> {
  const { name } = demo.file.teacher;
  for (const { on, mark } of debate.marks)
    await demo.as(name, async (tx) =>
      markClaim(tx, await demo.member(name, tx), { commentId: ids.get(on) ?? "", mark, on: true }),
    );
  await demo.as(name, async (tx) => sealIfOver(tx, await demo.member(name, tx), id));
  for (const { on, quality, by } of debate.weights)
    for (const student of by)
      await demo.as(student, async (tx) =>
        weighClaim(tx, await demo.member(student, tx), { commentId: ids.get(on) ?? "", quality, on: true }),
      );
}
