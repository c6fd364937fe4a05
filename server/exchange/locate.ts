import { Worker } from "node:worker_threads";
import type { Sought } from "#domain/anchor/locate";
import type { Paragraph } from "#domain/anchor/section-text";
import { SEARCH_BUDGET_MS } from "#domain/exchange";
import type { Answered, Told } from "./locate-worker";

/** A passage to be found, and the sections it may stand in. */
export type Search = { sections: string[]; sought: Sought };
export type Found = Answered["found"];

/** Besides its budget, what a search may take before its thread is ended: a step that hangs asks nobody. */
const GRACE_MS = 1_000;
/** What a thread may take to come up on a busy machine. */
const START_MS = 20_000;

// One import at a time searches: of two cores one goes on answering.
let turn: Promise<unknown> = Promise.resolve();

/**
 * Finds passages by their words in a thread of its own, so that no text, however made, holds the server up. A search
 * that overruns its budget is called off; one that cannot be called off has its thread ended, and the others go on in a new one.
 *
 * @returns in the order asked; null for what stands nowhere, in several sections, or took too long
 */
export function findPassages(
  texts: { id: string; paragraphs: readonly Paragraph[] }[],
  searches: Search[],
  budgetMs = SEARCH_BUDGET_MS,
): Promise<Found[]> {
  if (searches.length === 0) return Promise.resolve([]);
  const mine = turn.then(() => run(texts, searches, budgetMs));
  turn = mine.catch(() => {});
  return mine;
}

async function run(
  texts: { id: string; paragraphs: readonly Paragraph[] }[],
  searches: Search[],
  budgetMs: number,
): Promise<Found[]> {
  const answers: Found[] = [];
  let worker: Worker | null = null;
  try {
    for (const [n, search] of searches.entries()) {
      const isNew = worker === null;
      worker ??= start(texts);
      const answer = await ask(
        worker,
        { n, ...search, budgetMs },
        budgetMs + GRACE_MS + (isNew ? START_MS : 0),
      );
      if (answer === "ended") worker = null;
      answers.push(answer === "ended" ? null : answer.found);
    }
  } finally {
    await worker?.terminate();
  }
  return answers;
}

function start(texts: { id: string; paragraphs: readonly Paragraph[] }[]): Worker {
  // Next makes JavaScript of the thread's file; without it the thread has to learn to read TypeScript first.
  const worker = process.env.NEXT_RUNTIME
    ? new Worker(new URL("./locate-worker.ts", import.meta.url))
    : new Worker(
        `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${JSON.stringify(new URL("./locate-worker.ts", import.meta.url).href)}); });`,
        { eval: true },
      );
  const told = { texts: texts.map(({ id, paragraphs }) => ({ id, paragraphs: [...paragraphs] })) };
  worker.postMessage(told satisfies Told);
  return worker;
}

/** Asks about one passage; ends the thread when no answer comes. @throws {Error} of the thread's own */
function ask(worker: Worker, told: Told, withinMs: number): Promise<Answered | "ended"> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      worker.removeAllListeners("message");
      worker.removeAllListeners("error");
    };
    const timer = setTimeout(() => {
      done();
      worker.terminate().then(() => resolve("ended"), reject);
    }, withinMs);
    worker.once("message", (answer: Answered) => {
      done();
      resolve(answer);
    });
    worker.once("error", (error) => {
      done();
      reject(error);
    });
    worker.postMessage(told);
  });
}
