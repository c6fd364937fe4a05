import { setImmediate as breathe } from "node:timers/promises";
import { locator, type Sought } from "#domain/anchor/locate";
import type { SectionText } from "#domain/anchor/section-text";
import type { Located } from "#domain/anchor/selectors";
import { SEARCH_BUDGET_MS } from "#domain/exchange";

/** A passage to be found, and the sections it may stand in. */
export type Search = { sections: string[]; sought: Sought };
/** Where it stands, if in one section alone. */
export type Found = { sectionId: string; located: Located } | null;

/** How long others wait at most between two looks, besides one step of the locator. */
const SLICE_MS = 10;

// Made ready once for each text; the texts themselves are kept by server/guide/text.ts.
const locators = new WeakMap<SectionText, ReturnType<typeof locator>>();

// One import at a time searches: the others' turns come between its slices, not on top of them.
let turn: Promise<unknown> = Promise.resolve();

/**
 * Finds passages by their words, in slices between which others are served. Each has a budget of computing; a search that
 * overruns it is called off. Ask it outside of a transaction: it may take seconds, and waits for whoever searches already.
 *
 * @param texts  the sections' texts by their ids
 * @returns in the order asked; null for what stands nowhere, in several sections, or took too long
 */
export function findPassages(
  texts: ReadonlyMap<string, SectionText>,
  searches: readonly Search[],
  budgetMs = SEARCH_BUDGET_MS,
): Promise<Found[]> {
  if (searches.length === 0) return Promise.resolve([]);
  const mine = turn.then(() => findAll(texts, searches, budgetMs));
  turn = mine.catch(() => {});
  return mine;
}

async function findAll(
  texts: ReadonlyMap<string, SectionText>,
  searches: readonly Search[],
  budgetMs: number,
): Promise<Found[]> {
  const pause = pauser();
  for (const { sections } of searches)
    for (const id of sections) {
      const text = texts.get(id);
      if (!text || locators.has(text)) continue;
      locators.set(text, locator(text));
      await pause();
    }
  const answers: Found[] = [];
  for (const search of searches) answers.push(await findOne({ texts, pause }, search, budgetMs));
  return answers;
}

type Look = { texts: ReadonlyMap<string, SectionText>; pause: () => Promise<void> };

/** The very words first, which is quick in any number of sections; only what has them nowhere is sought as edited. */
async function findOne(look: Look, search: Search, budgetMs: number): Promise<Found> {
  const same = await seek(look, search, 0);
  const found = same.places.length === 0 && budgetMs > 0 ? await seek(look, search, budgetMs) : same;
  // Of several sections none is the one; and of edited words whose rivals were not all seen nobody knows.
  return found.places.length === 1 && (found === same || !found.isOff) ? (found.places[0] ?? null) : null;
}

/** @param budgetMs  for what is costly; 0 leaves it out */
async function seek({ texts, pause }: Look, { sections, sought }: Search, budgetMs: number) {
  // Its own computing alone: that others were served meanwhile is not its fault.
  let spent = 0;
  let isOff = false;
  const places: NonNullable<Found>[] = [];
  for (const sectionId of sections) {
    const text = texts.get(sectionId);
    const from = performance.now();
    const off = () => {
      isOff ||= spent + performance.now() - from >= budgetMs;
      return isOff;
    };
    const located = text && locators.get(text)?.(sought, off);
    spent += performance.now() - from;
    if (located) places.push({ sectionId, located });
    await pause();
    if (budgetMs > 0 && isOff) break;
  }
  return { places, isOff };
}

/** Lets others be served whenever a slice is full. */
function pauser(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await breathe();
    since = performance.now();
  };
}
