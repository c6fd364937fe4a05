import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { faultOfMove, MOVE_KINDS, MOVES_PER_PHASE_MAX, type MoveKind, movesIn, openVote } from "./moves";
import {
  back,
  begin,
  extend,
  faultOfPhases,
  isSealed,
  next,
  type Pace,
  PHASE_KINDS,
  type Phase,
  pause,
  resume,
  type Schedule,
  standingAt,
} from "./phases";
import { type Side, seatAll, seatLate, sidesOf, switched } from "./sides";

const RUNS = Number(process.env.FC_RUNS ?? 300);
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 9);

type Event =
  | { do: "wait"; minutes: number }
  | { do: "begin" | "pause" | "resume" | "next" | "back" }
  | { do: "extend"; minutes: number }
  | { do: "vote"; who: number }
  | { do: "move"; who: number; kind: MoveKind; side: number; answers: number | null; passages: number }
  | { do: "come"; who: number };

const who = fc.nat(5);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.nat(14) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("begin", "pause", "resume", "next", "back") }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("extend" as const), minutes: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("vote" as const), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      who,
      kind: fc.constantFrom(...MOVE_KINDS),
      side: fc.nat(2),
      answers: fc.option(fc.nat(8)),
      passages: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("come" as const), who: fc.integer({ min: 6, max: 9 }) }),
  },
) as fc.Arbitrary<Event>;

const debate = fc.record({
  pace: fc.constantFrom<Pace>("timed", "dated"),
  chosen: fc.subarray([...PHASE_KINDS]).filter((kinds) => faultOfPhases(kinds) === null),
  minutes: fc.integer({ min: 1, max: 12 }),
  sides: fc.constantFrom(2, 3),
  seed: fc.nat(),
});

const made = ({
  pace,
  chosen,
  minutes,
}: {
  pace: Pace;
  chosen: Phase["kind"][];
  minutes: number;
}): Schedule => ({
  pace,
  phases: chosen.map((kind, at) => ({
    kind,
    minutes,
    endsAt: pace === "timed" ? null : START + (at + 2) * minutes * MINUTE,
  })),
  startsAt: pace === "timed" ? null : START + minutes * MINUTE,
  pausedAt: null,
});

/** A debate as the server holds it, steered by the rules alone. */
class Room {
  now = START;
  readonly seats = new Map<number, Side>();
  readonly ballots = new Map<number, { before: number | null; after: number | null }>();
  readonly said: { who: number; kind: MoveKind; side: Side; phase: number }[] = [];
  constructor(
    public schedule: Schedule,
    readonly sides: Side[],
    seed: number,
  ) {
    const people = ["0", "1", "2", "3", "4", "5"];
    for (const { userId, side } of seatAll(people, sides, seed)) this.seats.set(Number(userId), side);
  }

  get standing() {
    return standingAt(this.schedule, this.now);
  }

  /** What is told of the votes; nothing before the close. */
  get tally(): number | null {
    return this.standing.state === "closed" ? this.ballots.size : null;
  }

  run(one: Event): boolean {
    if (one.do === "wait") this.now += one.minutes * MINUTE;
    else if (one.do === "vote") return this.vote(one.who);
    else if (one.do === "move") return this.move(one);
    else if (one.do === "come") this.come(one.who);
    else return this.steer(one);
    return true;
  }

  private steer(one: Event): boolean {
    try {
      const facts = { hasClaims: this.said.length > 0 };
      if (one.do === "begin") this.schedule = begin(this.schedule, this.now);
      if (one.do === "pause") this.schedule = pause(this.schedule, this.now);
      if (one.do === "resume") this.schedule = resume(this.schedule, this.now);
      if (one.do === "next") this.schedule = next(this.schedule, this.now);
      if (one.do === "back") this.schedule = back(this.schedule, this.now, facts);
      if (one.do === "extend") this.schedule = extend(this.schedule, this.now, one.minutes);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      return false;
    }
  }

  private vote(voter: number): boolean {
    const which = openVote(this.standing);
    if (which === null) return false;
    const ballot = this.ballots.get(voter) ?? { before: null, after: null };
    this.ballots.set(voter, { ...ballot, [which]: this.now });
    return true;
  }

  private move({ who: speaker, kind, side, answers, passages }: Extract<Event, { do: "move" }>): boolean {
    const { standing } = this;
    const answered = answers === null ? undefined : this.said[answers % this.said.length];
    const own = this.seats.get(speaker) ?? "for";
    // Mostly for the side that is theirs to speak for, so that more than refusals are tried.
    const spoken = side === 2 ? "against" : standing.kind === "switch" ? switched(own, this.sides) : own;
    const fault = faultOfMove(
      standing,
      {
        side: this.seats.get(speaker) ?? null,
        sides: this.sides,
        saidInPhase: this.said.filter((one) => one.who === speaker && one.phase === standing.index).length,
      },
      {
        kind,
        side: spoken,
        text: "One point.",
        passages,
        answersSide: answered?.side ?? null,
        answersKind: answered?.kind ?? null,
      },
    );
    if (fault) return false;
    this.said.push({ who: speaker, kind, side: spoken, phase: standing.index });
    return true;
  }

  private come(newcomer: number): void {
    if (this.seats.has(newcomer)) return;
    const taken = Object.fromEntries(this.sides.map((side) => [side, this.sizeOf(side)]));
    this.seats.set(newcomer, seatLate(taken, this.sides));
  }

  sizeOf(side: Side): number {
    return [...this.seats.values()].filter((one) => one === side).length;
  }
}

describe("a debate, whatever happens in it", { timeout: 60_000 }, () => {
  it("lets nobody act out of turn, vote twice, or see a tally that is hidden", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(debate, fc.array(event, { minLength: 20, maxLength: 60 }), (shape, events) => {
        const room = new Room(made(shape), sidesOf(shape.sides), shape.seed);
        for (const one of events) {
          const before = {
            standing: room.standing,
            sealed: isSealed(room.schedule, room.now),
            ballots: JSON.stringify([...room.ballots]),
            first: JSON.stringify([...room.ballots].map(([voter, ballot]) => [voter, ballot.before])),
            said: room.said.length,
          };
          const done = room.run(one);
          check(room, one, before, done);
          seen.add(`${one.do} ${done} ${before.standing.kind ?? before.standing.state}`);
        }
        const sizes = room.sides.map((side) => room.sizeOf(side));
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: RUNS, seed: 8 },
    );
    // The sequences reach what they are about.
    for (const reached of [
      "move true opening",
      "move true rebuttal",
      "move true switch",
      "move true closing",
      "move false exit_vote",
      "vote true entry_vote",
      "vote true exit_vote",
      "vote false closed",
      "back true rebuttal",
      "back false joint",
    ])
      expect([...seen]).toContain(reached);
  });
});

type Before = {
  standing: Room["standing"];
  sealed: boolean;
  ballots: string;
  first: string;
  said: number;
};

function check(room: Room, one: Event, before: Before, done: boolean): void {
  const { standing } = before;
  const changed = JSON.stringify([...room.ballots]) !== before.ballots;
  if (changed) {
    expect(one.do).toBe("vote");
    expect(standing.state).toBe("running");
    expect(before.sealed).toBe(false);
    const first = JSON.stringify([...room.ballots].map(([voter, ballot]) => [voter, ballot.before]));
    if (first !== before.first && standing.kind !== "exit_vote") {
      expect(standing.kind).toBe("entry_vote");
      expect(room.said).toHaveLength(0);
    }
  }
  if (one.do === "move" && done) {
    const last = room.said.at(-1);
    const own = room.seats.get(one.who) ?? "for";
    expect(standing.state).toBe("running");
    expect(movesIn(standing.kind)).toContain(one.kind);
    expect(last?.side).toBe(standing.kind === "switch" ? switched(own, room.sides) : own);
    const inPhase = room.said.filter(
      ({ who: speaker, phase }) => speaker === one.who && phase === standing.index,
    );
    expect(inPhase.length).toBeLessThanOrEqual(standing.kind === "switch" ? 1 : MOVES_PER_PHASE_MAX);
    if (standing.kind === "opening") expect(one.passages).toBeGreaterThan(0);
  } else expect(room.said).toHaveLength(before.said);
  // What is over stays over, what is sealed stays sealed, and a tally is told of nothing else.
  if (standing.state === "closed") expect(room.standing.state).toBe("closed");
  if (before.sealed) expect(isSealed(room.schedule, room.now)).toBe(true);
  if (room.tally !== null) {
    expect(room.standing.state).toBe("closed");
    expect(openVote(room.standing)).toBeNull();
  }
  const ends = room.schedule.phases.slice(Math.max(0, room.standing.index)).map(({ endsAt }) => endsAt ?? 0);
  if (room.schedule.startsAt !== null)
    for (const [at, end] of ends.entries()) if (at > 0) expect(end).toBeGreaterThan(ends[at - 1] ?? 0);
}
