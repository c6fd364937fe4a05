import { byParagraph, bySentence, byWord, type Chosen, type Steps, toEnd } from "./steps";

/** What a key does in sentence mode. */
export type KeyAct =
  | { kind: "move"; chosen: Chosen }
  | { kind: "theme"; number: number }
  | { kind: "note" | "ask" | "evidence" | "tell" | "leave" };

type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

const LETTERS: Record<string, "note" | "ask" | "evidence" | "tell"> = {
  n: "note",
  q: "ask",
  e: "evidence",
  m: "tell",
};
const COLUMN: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 };
const ROW: Record<string, 1 | -1> = { ArrowRight: 1, ArrowLeft: -1 };
const EDGE: Record<string, 1 | -1> = { End: 1, Home: -1 };
// By their place too: with Shift they are other signs on other keyboards.
const WORD: Record<string, 1 | -1> = { ",": -1, "<": -1, Comma: -1, ".": 1, ">": 1, Period: 1 };

/** Reads a key. Null is for the page: it is none of sentence mode's. */
export function actOf(event: Pressed, steps: Steps, chosen: Chosen): KeyAct | null {
  const { key, code, shiftKey: isTaking } = event;
  const isWide = event.ctrlKey || event.altKey;
  if (event.metaKey) return null;
  if (key === "Escape") return { kind: "leave" };
  const move = (next: Chosen): KeyAct => ({ kind: "move", chosen: next });
  const [row, column, edge] = [ROW[key], COLUMN[key], EDGE[key]];
  if (row && isWide && isTaking) return move(byWord(steps, chosen, sideOf(chosen), row));
  if (edge && !event.altKey)
    return move(toEnd(steps, chosen, { by: edge, isTaking, isWhole: event.ctrlKey }));
  if (isWide) return null;
  if (row) return move(bySentence(steps, chosen, row, isTaking));
  if (column) return move(byParagraph(steps, chosen, column, isTaking));
  const word = WORD[key] ?? (/\p{L}/u.test(key) ? undefined : WORD[code]);
  if (word) return move(byWord(steps, chosen, isTaking ? "start" : "end", word));
  if (/^[1-9]$/.test(key)) return { kind: "theme", number: Number(key) };
  const kind = LETTERS[key.toLowerCase()];
  return kind ? { kind } : null;
}

/** The end that moves. */
const sideOf = ({ anchor, head }: Chosen): "start" | "end" => (head < anchor ? "start" : "end");
