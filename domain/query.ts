export const QUERY_MAX_CHARS = 200;

/** What was typed, taken apart: words, quoted phrases, and the word that may go on. All in lower case. */
export type Asked = { words: string[]; phrases: string[][]; last: string | null };

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words of a text, in lower case: letters and digits, whatever stands between them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** The words of a text, where they stand. */
export const placesOf = (text: string): { word: string; from: number; to: number }[] =>
  [...text.matchAll(WORD)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));

/**
 * Takes apart what a person typed. Anything that is no letter and no digit parts words and does nothing else, so no
 * sign is an operator but quotation marks around a phrase.
 */
export function readQuery(typed: string): Asked {
  const text = typed.normalize("NFC").replace(/[“”„‟«»＂]/g, '"');
  const phrases: string[][] = [];
  const rest = text.replace(/"([^"]*)"/g, (_, inside: string) => {
    const words = wordsOf(inside);
    if (words.length > 0) phrases.push(words);
    return ' " ';
  });
  const words = wordsOf(rest);
  // A phrase at the end is finished; so is what stands before it.
  const last = /"\s*$/.test(rest) && phrases.length > 0 ? null : (words.at(-1) ?? null);
  return { words: [...new Set(words)], phrases, last };
}
