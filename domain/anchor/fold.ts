/** A text as it is compared, and where each of its units comes from. */
export type Folded = { text: string; at: number[] };

/** Signs that are written in several ways and mean the same. */
const PLAIN: [RegExp, string][] = [
  [/[\u00ad\u200b\u2060\ufeff]/g, ""],
  [/\s+/g, " "],
  [/[‘’‚‛′]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑–—−]/g, "-"],
  [/…/g, "..."],
];

/** A text as it is compared: NFC, small letters, plain quotes and dashes, one space for any, no soft hyphens. */
export const fold = (text: string): string =>
  PLAIN.reduce((said, [sign, plain]) => said.replace(sign, plain), text.normalize("NFC")).toLowerCase();

/** Folds a text and keeps for each unit, and for the end, where it comes from. */
export function foldWithPlaces(text: string): Folded {
  let folded = "";
  const at: number[] = [];
  for (const match of text.matchAll(/\s+|[\s\S]\p{M}*/gu)) {
    const plain = fold(match[0]);
    for (let unit = 0; unit < plain.length; unit++) at.push(match.index);
    folded += plain;
  }
  at.push(text.length);
  return { text: folded, at };
}
