import type { Written } from "./page-types";

/** What this device keeps: the words, the version of the server's draft they go on from, and whether it has them. */
export type Kept = Written & { version: number; isSaved: boolean };

/** What the server keeps; `version` 0 is a text to begin with that is no draft yet. */
export type Saved = Written & { version: number; savedAt: string | null };

export type Settled = {
  written: Written;
  version: number;
  isSaved: boolean;
  savedAt: string | null;
  /** Words that were written elsewhere meanwhile, to be chosen from. */
  other: Written | null;
};

const NOTHING: Written = { text: "", passages: [] };

export const isEmpty = ({ text, passages }: Written): boolean => text === "" && passages.length === 0;

const places = ({ passages }: Written) =>
  passages.map(({ sectionId, start, end }) => `${sectionId} ${start} ${end}`).join();

/** Whether two say the same and rest on the same passages. */
export const isSame = (a: Written, b: Written): boolean => a.text === b.text && places(a) === places(b);

/** Which words to go on with when the page opens: the device's, the server's, or both, for their writer to choose. */
export function settle(kept: Kept | null, saved: Saved | null): Settled {
  const server = saved ?? { ...NOTHING, version: 0, savedAt: null };
  const { version, savedAt } = server;
  const itself: Settled = {
    written: { text: server.text, passages: server.passages },
    version,
    isSaved: version > 0,
    savedAt,
    other: null,
  };
  if (!kept || isSame(kept, server)) return itself;
  const mine = { written: { text: kept.text, passages: kept.passages }, version, isSaved: false, savedAt };
  // The server has nothing, or what this device went on from.
  if (version === 0 || kept.version === version) return { ...mine, other: null };
  // This device had told the server everything: what the server has is newer.
  if (kept.isSaved || isEmpty(kept)) return itself;
  return { ...mine, other: itself.written };
}
