import { fold } from "#domain/anchor/fold";
import { locator } from "#domain/anchor/locate";
import type { Range, SectionText } from "#domain/anchor/section-text";
import type { Selectors } from "#domain/anchor/selectors";
import { sentencesOf } from "#domain/anchor/sentences";

/** A share of words in common that is worth a look. Somebody decides: what is unlikely costs a glance, no more. */
const WORTH_A_LOOK = 0.35;
/** Words that are in every sentence tell nothing. */
const SMALL_CHARS = 3;
/** What a person waits for without noticing. */
const BUDGET_MS = 50;

/**
 * Places in a section that may be what a lost passage was about: where its selectors alone find it, then the sentences
 * that share most words with it. Suggestions only; nothing is anchored by them.
 *
 * @returns the likeliest first, no two of them overlapping
 */
export function likelyPlaces(
  section: SectionText,
  sought: Pick<Selectors, "exact" | "prefix" | "suffix">,
): Range[] {
  const until = Date.now() + BUDGET_MS;
  const found = locator(section)(sought, () => Date.now() > until);
  const places: Range[] = found ? [{ start: found.selectors.start, end: found.selectors.end }] : [];
  const wanted = wordsOf(sought.exact);
  if (wanted.size === 0) return places;
  const ranked = sentencesOf(section.text)
    .map((range) => ({ range, share: shareOf(wanted, wordsOf(section.text.slice(range.start, range.end))) }))
    .filter(({ share }) => share >= WORTH_A_LOOK)
    .sort((one, other) => other.share - one.share);
  for (const { range } of ranked)
    if (!places.some((place) => place.start < range.end && range.start < place.end)) places.push(range);
  return places;
}

const wordsOf = (text: string): Set<string> =>
  new Set((fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > SMALL_CHARS));

/** Dice's coefficient: what two sets of words have in common. */
function shareOf(one: Set<string>, other: Set<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}
