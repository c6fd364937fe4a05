import type { Range } from "./section-text";

/** Scripts written without spaces between words. */
const SPACELESS =
  "[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]";
/** What stands with the sign before it: marks, joiners, soft hyphens, skin tones, the tags of flags. */
const TIED =
  "[\\p{M}\\p{Emoji_Modifier}\\u00ad\\u200c\\u200d\\u2060\\ufeff\\u0e33\\u0eb3\\uff9e\\uff9f\\u{e0020}-\\u{e007f}]";
const LETTER = `(?!${SPACELESS})[\\p{L}\\p{N}]`;
/** Within a word: don't, o’clock, half-way, 3.14. */
const JOINS = `(?:['’·‐‑-](?=${LETTER})|(?<=\\p{N})[.,:](?=\\p{N}))`;
const PICTURE = `\\p{Extended_Pictographic}${TIED}*`;

const TOKEN = new RegExp(
  [
    "\\n",
    `\\s+(?!${TIED})`,
    `${LETTER}${TIED}*(?:${JOINS}?${LETTER}${TIED}*)*`,
    `\\p{RI}{2}${TIED}*`,
    `${PICTURE}(?:(?<=\\u200d)${PICTURE})*`,
    `[^]${TIED}*`,
  ].join("|"),
  "gu",
);
const BLANK = /^\s*$/;
const SPACELESS_LETTER = new RegExp(`(?=${SPACELESS})[\\p{L}\\p{N}]`, "u");

/**
 * Cuts a text into words, runs of space, and single signs, by rules of our own, the same wherever they run. In a
 * script without spaces each character stands alone. A token never ends within what a reader sees as one character.
 */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

/** Whether a token is space. */
export const isBlank = (token: string): boolean => BLANK.test(token);

/**
 * Widens a range to the words it touches and drops the space around them, as a person means it who selects roughly.
 * Never splits a word, nor what a reader sees as one character. Where a script has no spaces between words they are
 * the ones the platform knows (Intl.Segmenter), or else single characters.
 *
 * @param text   of a section or a paragraph
 * @param range  UTF-16 units in it; what lies outside of the text is left out
 * @returns null when it touches no word and no sign
 */
export function snapToWords(text: string, { start, end }: Range): Range | null {
  // A break is the end of a word in any case, so the lines that the range touches are enough.
  const from = text.lastIndexOf("\n", Math.max(0, start) - 1) + 1;
  const stop = text.indexOf("\n", Math.max(0, end));
  const touched: Range[] = [];
  for (const word of wordsOf(text.slice(from, stop < 0 ? text.length : stop))) {
    const here = { start: from + word.start, end: from + word.end };
    if (here.start < end && start < here.end) touched.push(here);
  }
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** The words and signs of a text. */
function wordsOf(text: string): Range[] {
  const begins = SPACELESS_LETTER.test(text) ? beginsOfWords(text) : null;
  const words: Range[] = [];
  let at = 0;
  let isOpen = false;
  for (const token of tokensOf(text)) {
    const previous = words.at(-1);
    const isSpaceless = SPACELESS_LETTER.test(token);
    if (previous && isOpen && isSpaceless && begins && !begins.has(at)) previous.end = at + token.length;
    else if (!isBlank(token)) words.push({ start: at, end: at + token.length });
    isOpen = isSpaceless;
    at += token.length;
  }
  return words;
}

/** Where the platform begins a word; null where it does not know. */
function beginsOfWords(text: string): Set<number> | null {
  if (!("Segmenter" in Intl)) return null;
  const segments = new Intl.Segmenter("en", { granularity: "word" }).segment(text);
  return new Set(Array.from(segments, ({ index }) => index));
}
