import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Lifecycle } from "../scripts/lifecycle.mjs";
import { cpuMilliseconds } from "./cpu";

/** One request of a visit; `untilEvent` goes away at the first event of a stream. */
export type Request = {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  /** `{uuid}` becomes a new id at each sending. */
  body?: string;
  untilEvent?: boolean;
};

/** What is measured: visits, each of one or several requests, to one server. */
export type Target = {
  origin: string;
  pid: number;
  databasePid: number;
  visits: Request[][];
  /** Visits of one repeat. Counted, not timed: a busy machine must not measure a colder server. */
  count: number;
};

/** Medians over the repeats. CPU is in milliseconds a visit. */
export type Figure = { cpu: number; app: number; database: number; perSecond: number; p95: number };

type Answer = { visits: number; seconds: number; p95: number; refused: Record<string, number> };

const CONNECTIONS = 20;
// The first turn compiles what the others measure.
const WARM_UP = 2;

/** The middle one of some numbers. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Starts a program of the bench that answers one message with one message. */
export function startHelper(lifecycle: Lifecycle, file: string) {
  const child: ChildProcess = fork(join(import.meta.dirname, file), { execArgv: [] });
  lifecycle.onStop(() => child.kill());
  return async <T>(job: object): Promise<T> => {
    child.send(job);
    const [message] = (await once(child, "message")) as [{ result?: T; error?: string }];
    if (message.result === undefined) throw new Error(`${file}: ${message.error}`);
    return message.result;
  };
}

export type Ask = ReturnType<typeof startHelper>;

/**
 * Measures targets in turn, so that whatever else the machine does meanwhile falls on all of them alike. The first
 * turn warms them up and does not count.
 */
export async function interleave<Name extends string>(
  ask: Ask,
  targets: Record<Name, Target>,
  repeats: number,
): Promise<Record<Name, Figure>> {
  const names = Object.keys(targets) as Name[];
  const seen = new Map<Name, Figure[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn <= repeats; turn++) {
    for (const name of names) {
      const figure = await measure(ask, name, targets[name], turn);
      if (turn > 0) seen.get(name)?.push(figure);
    }
  }
  const middle = (name: Name): Figure => {
    const of = (key: keyof Figure) => median((seen.get(name) ?? []).map((figure) => figure[key]));
    return {
      cpu: of("cpu"),
      app: of("app"),
      database: of("database"),
      perSecond: of("perSecond"),
      p95: of("p95"),
    };
  };
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<Name, Figure>;
}

async function measure(ask: Ask, name: string, target: Target, turn: number): Promise<Figure> {
  const before = [cpuMilliseconds(target.pid), cpuMilliseconds(target.databasePid)] as const;
  const answer = await ask<Answer>({
    origin: target.origin,
    visits: target.visits,
    connections: CONNECTIONS,
    first: turn * target.count,
    count: turn === 0 ? target.count * WARM_UP : target.count,
  });
  if (Object.keys(answer.refused).length > 0)
    throw new Error(`${name} answered ${JSON.stringify(answer.refused)} of ${answer.visits} visits`);
  const app = (cpuMilliseconds(target.pid) - before[0]) / answer.visits;
  const database = (cpuMilliseconds(target.databasePid) - before[1]) / answer.visits;
  return { cpu: app + database, app, database, perSecond: answer.visits / answer.seconds, p95: answer.p95 };
}
