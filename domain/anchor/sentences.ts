import type { Range } from "./section-text";

const STOP = "([.!?…‽؟۔।]+|[。！？｡]+)";
const CLOSERS = "[\"'”’“»«›)\\]）」』】]*";
/** What still belongs to a sentence after its stop: where a quotation is from, and the signs of a mood. */
const REFERENCE = "(?: ?\\(\\s*[\\p{N}\\p{Ll}][^()]{0,60}\\))?";
const MOOD = "(?: ?\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}\\u200d\\p{Extended_Pictographic}]*)*";
/** The end of a sentence, perhaps. */
const END = new RegExp(STOP + CLOSERS + REFERENCE + MOOD, "gu");
const WIDE = /^[。！？｡]/u;
/** A small letter or a dash goes on with what was said. */
const GOES_ON = /^\s*(?:["'“‘«([]*\p{Ll}|[–—-])/u;
/** As much as is looked at before and after a stop. */
const WORD_CHARS = 12;
const NEXT_CHARS = 24;

/** Titles and the words of references: a stop after them is theirs. */
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms mx dr prof st rev gen col capt sgt lt mme mlle messrs ch chs chap p pp vol vols eds trans cf viz " +
    "vs e.g i.e eg ie esp approx"
  ).split(" "),
);
/** Words of references only before a number: "no. 5", but "She said no." */
const NUMBERED = new Set("no nos fig figs sec art c ca l ll v vv pt bk ed par".split(" "));
/** What follows an initial that ended a sentence: "Kathy H. She…", but "J. M. Coetzee". */
const STARTERS = new Set(
  (
    "The A An I It He She We They You My His Her Our Their This That These Those There Then When Where What Why How " +
    "Who In On At As But And So If For To Not No Yes"
  ).split(" "),
);

/**
 * Cuts a text into its sentences by rules of our own, so that a server and every browser agree. A line break always
 * ends one. Guides' abbreviations, initials, ellipses and quotations that go on ("Why?" she said) do not. Between
 * sentences stands only space.
 *
 * @param text  of a paragraph, or of a whole section
 * @returns in order, UTF-16 units in `text`, without the space around them
 */
export function sentencesOf(text: string): Range[] {
  const sentences: Range[] = [];
  let line = 0;
  for (const words of text.split("\n")) {
    let from = 0;
    for (const to of [...endsIn(words), words.length]) {
      const said = words.slice(from, to);
      const start = line + to - said.trimStart().length;
      const end = line + from + said.trimEnd().length;
      if (start < end) sentences.push({ start, end });
      from = to;
    }
    line += words.length + 1;
  }
  return sentences;
}

/** Where sentences end in a line, its own end aside. */
function* endsIn(line: string): Generator<number> {
  for (const match of line.matchAll(END)) {
    const [found, stops = ""] = match;
    const end = match.index + found.length;
    const next = line.slice(end, end + NEXT_CHARS);
    const isEnd = (WIDE.test(stops) || /^\s/u.test(next)) && !GOES_ON.test(next);
    if (isEnd && !(found === "." && isAbbreviated(line.slice(0, match.index), next))) yield end;
  }
}

/** Whether a stop belongs to the word before it. */
function isAbbreviated(said: string, next: string): boolean {
  const word = /[\p{L}\p{M}.]+$/u.exec(said.slice(-WORD_CHARS))?.[0] ?? "";
  const small = word.toLowerCase();
  if (ABBREVIATIONS.has(small)) return true;
  if (NUMBERED.has(small)) return /^\s+\p{N}/u.test(next);
  if (!/^(?:.*\.)?(?!I$)\p{Lu}$|^[JS]r$/u.test(word)) return false;
  return !STARTERS.has(/^\s+["'“‘]?(\p{L}+)/u.exec(next)?.[1] ?? "");
}
