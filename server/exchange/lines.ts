import { EXACT_MAX_CHARS } from "#domain/anchor/selectors";
import type { Incoming } from "#domain/exchange";
import { type Found, findPassages } from "./locate";
import type { Reach } from "./surroundings";

/** Looks for the passages of all notes that mark one, in the sections they may stand in; outside of any transaction. */
export async function findLines(known: Reach, notes: readonly Incoming[]): Promise<Found[]> {
  const wanted = notes.flatMap((note, at) => {
    const { target } = note;
    if ("replyTo" in target || !target.exact || target.exact.length > EXACT_MAX_CHARS) return [];
    const section = known.sectionOf(target.source);
    const sections = section ? [section.id] : [...known.texts.keys()];
    const { exact, prefix, suffix } = target;
    // Counted in a text of this guide it helps; counted in another page it would mislead.
    const start = section && target.start !== undefined ? { start: target.start } : {};
    const sought = {
      exact,
      ...(prefix === undefined ? {} : { prefix }),
      ...(suffix === undefined ? {} : { suffix }),
      ...start,
    };
    return [{ at, search: { sections, sought } }];
  });
  const answers = await findPassages(
    known.texts,
    wanted.map(({ search }) => search),
  );
  const found: Found[] = notes.map(() => null);
  for (const [n, { at }] of wanted.entries()) found[at] = answers[n] ?? null;
  return found;
}
