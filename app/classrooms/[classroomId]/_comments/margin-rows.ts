import type { KnownMark } from "../_marks/marks-of";
import type { BegunNote } from "./note-drafts";
import type { Thread } from "./thread-types";
import { unreadIn } from "./words";

/** Notes that one line of the text shows before the rest is a number; fewer where a section is full. */
export const LINE_NOTES_MAX = 3;
/** Marks on one printed line differ by a pixel or two where a footnote or another face stands in it. */
const SAME_LINE_PX = 8;
const CLOSED_PX = 41;
const FOLDED_PX = 24;
export const GAP = 18;
export const GAP_FOLDED = 9;

/** What stands beside the text at one place: a note on a passage, or a thread on a paragraph. */
export type MarginItem = {
  /** The root comment's. */
  id: string;
  /** Null for what marks nothing, or nothing that is in the text now. */
  mark: KnownMark | null;
  /** Null while it is not loaded. */
  thread: Thread | null;
  paragraphId: string;
  /** How far down the column its first line is. */
  top: number;
};

/** Everything that is said at one line of the text. */
export type Line = {
  top: number;
  /** The teacher's first, then one's own, then the most answered. */
  items: MarginItem[];
  paragraphId: string;
  /** Comments on the paragraph that begins here are not loaded. */
  hasEarlier: boolean;
};

export type Row = { key: string; top: number; paragraphId: string } & (
  | { kind: "item"; item: MarginItem }
  | { kind: "more"; more: number; moreNew: number; hasEarlier: boolean; ids: string[] }
  | { kind: "writing" }
  | { kind: "draft" }
  | { kind: "begun"; begun: BegunNote }
);

/** Sorts what is said to the lines it is said at, from the top of the text down. */
export function linesOf(
  items: readonly MarginItem[],
  me: string,
  earlier: readonly { paragraphId: string; top: number }[] = [],
): Line[] {
  const lines: Line[] = [];
  const isAt = (top: number) => (line: Line | undefined) =>
    line !== undefined && Math.abs(line.top - top) < SAME_LINE_PX;
  const begin = (top: number, paragraphId: string): Line => {
    const line = { top, items: [], paragraphId, hasEarlier: false };
    lines.push(line);
    return line;
  };
  for (const item of [...items].sort((a, b) => a.top - b.top)) {
    const last = lines.at(-1);
    (last && isAt(item.top)(last) ? last : begin(item.top, item.paragraphId)).items.push(item);
  }
  for (const { top, paragraphId } of earlier)
    (lines.findLast(isAt(top)) ?? begin(top, paragraphId)).hasEarlier = true;
  for (const line of lines) sortForMargin(line.items, me);
  return lines.sort((a, b) => a.top - b.top);
}

/** Sorts what is said at one place, in place: the teacher's first, then one's own, then the most answered. */
export const sortForMargin = (items: MarginItem[], me: string): MarginItem[] =>
  items.sort((a, b) => rank(a, me) - rank(b, me) || repliesTo(b) - repliesTo(a) || age(a, b));

function rank({ mark, thread }: MarginItem, me: string): number {
  if (mark?.isTeacher || thread?.root.author?.role === "teacher" || thread?.root.pinned) return 0;
  return (mark?.authorId ?? thread?.root.author?.id) === me ? 1 : 2;
}

export const repliesTo = ({ mark, thread }: MarginItem): number =>
  thread
    ? Math.max(thread.root.replyCount, thread.replies.filter((entry) => entry.author).length)
    : (mark?.replyCount ?? 0);

function age(a: MarginItem, b: MarginItem): number {
  const [from, to] = [a, b].map(({ mark, thread }) => mark?.createdAt ?? thread?.root.createdAt ?? "");
  return (from ?? "") < (to ?? "") ? -1 : (from ?? "") > (to ?? "") ? 1 : 0;
}

type Fold = {
  /** Ids of which all that is said at the same line is to be shown. */
  unfolded: ReadonlySet<string>;
  /** This one is always among the shown. */
  openId: string | null;
};

/**
 * What the margin shows of its lines. When the notes need more height than the text has, closed ones are folded to
 * one line each; when that is not enough, a line shows fewer of them before it tells a number.
 *
 * What is open does not count, so that opening a note folds no other.
 */
export function rowsOf(
  lines: readonly Line[],
  fold: Fold,
  textHeight: number,
): { rows: Row[]; isFolded: boolean } {
  const whole = shownOf(lines, fold, LINE_NOTES_MAX);
  if (heightOf(whole, CLOSED_PX + GAP) <= textHeight) return { rows: whole, isFolded: false };
  for (let perLine = LINE_NOTES_MAX; perLine > 1; perLine--) {
    const rows = shownOf(lines, fold, perLine);
    if (heightOf(rows, FOLDED_PX + GAP_FOLDED) <= textHeight) return { rows, isFolded: true };
  }
  return { rows: shownOf(lines, fold, 1), isFolded: true };
}

const heightOf = (rows: readonly Row[], each: number): number => rows.length * each;

/** How tall a closed note is taken to be before it was seen. */
export const guessedHeight = (row: Row, isFolded: boolean): number =>
  row.kind === "item" && !isFolded ? CLOSED_PX : FOLDED_PX;

function shownOf(lines: readonly Line[], { unfolded, openId }: Fold, perLine: number): Row[] {
  return lines.flatMap((line) => {
    const { items, top, paragraphId, hasEarlier } = line;
    const isWhole = items.length <= perLine || items.some(({ id }) => unfolded.has(id));
    const shown = isWhole ? items : items.filter(({ id }, index) => index < perLine || id === openId);
    const rows: Row[] = shown.map((item) => ({
      kind: "item",
      key: item.id,
      top: item.top,
      paragraphId: item.paragraphId,
      item,
    }));
    const folded = items.filter((item) => !shown.includes(item));
    if (folded.length === 0 && !hasEarlier) return rows;
    const moreNew = folded.filter(({ thread }) => thread && unreadIn(thread) > 0).length;
    const key = `more:${items[0]?.id ?? paragraphId}`;
    const ids = folded.map(({ id }) => id);
    rows.push({ kind: "more", key, top, paragraphId, more: folded.length, moreNew, hasEarlier, ids });
    return rows;
  });
}
