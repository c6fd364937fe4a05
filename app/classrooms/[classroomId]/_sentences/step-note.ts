import { selectors, type Talk } from "../_comments/talk-context";
import { readingText } from "../_marks/text-dom";
import { focusLine } from "./focus-line";
import { type NoteStop, nextNote, noteOrder } from "./note-order";

const HEAD_PX = 60;
/** How far down the window a line is brought whose note is gone to. */
const AT = 0.3;

let last: string | null = null;
/** The reader has done nothing since going to `last`: that is where they are, drawn and with focus already or not. */
let isOnTheWay = false;

/** To be called when the reader does anything but step on. */
export function leaveTheWay(): void {
  isOnTheWay = false;
}

/** Whether something is among the notes beside the text. */
export const isInNotes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(".notes [data-thread]") !== null;

/** Goes to the next or previous note in the order of the text; below the text, to the next thread of the list. */
export function stepNote(talk: Talk, by: 1 | -1): void {
  const focused = document.activeElement;
  const listed = listStops();
  const at = listed.findIndex((stop) => stop.closest("[data-thread]")?.contains(focused));
  const order = orderOf(talk);
  if (order.length === 0 || at > 0 || (at === 0 && by === 1)) {
    stepListed(listed, at, by);
    return;
  }
  const next = nextNote(order, at === 0 ? Number.POSITIVE_INFINITY : whereOne(order), by);
  if (next) goTo(talk, next);
  else if (by === 1) {
    leaveTheWay();
    listed[0]?.focus();
  }
}

/** The next thread of the list, or the first that is on the screen. */
function stepListed(listed: HTMLElement[], at: number, by: 1 | -1): void {
  const below = listed.findIndex((stop) => stop.getBoundingClientRect().top > HEAD_PX);
  const from = below < 0 ? listed.length : below;
  const next = at >= 0 ? at + by : by === 1 ? from : from - 1;
  listed[Math.max(0, Math.min(listed.length - 1, next))]?.focus();
}

/** The threads of the list below the text. */
const listStops = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(".talk [data-stop], [data-list] [data-stop]")].filter(
    (stop) => stop.getClientRects().length > 0,
  );

function orderOf({ marks, state }: Talk): NoteStop[] {
  const text = readingText();
  return text ? noteOrder(marks?.shown() ?? [], state.loaded, text.text) : [];
}

/** The note one is at, or else where in the text one reads. */
function whereOne(order: NoteStop[]): string | number {
  const known = order.find(({ id }) => id === last);
  if (known && isOnTheWay) return known.id;
  const focused = document.activeElement;
  const inNote = focused?.closest<HTMLElement>(".notes [data-thread], .sheet [data-thread]")?.dataset.thread;
  if (inNote && order.some(({ id }) => id === inNote)) return inNote;
  const text = readingText();
  if (!text) return 0;
  const paragraph = focused?.closest<HTMLElement>("[data-paragraph]");
  // Back at the line, one goes on from the note one came from.
  if (paragraph && known && text.paragraphOf(known.position) === paragraph) return known.id;
  if (paragraph) return text.startOf(paragraph);
  const first = order.find(({ position }) => {
    const line = text.rangeOf({ start: position, end: position + 1 })?.getBoundingClientRect();
    return line !== undefined && line.top > HEAD_PX;
  });
  return first?.position ?? Number.POSITIVE_INFINITY;
}

/** Moves to a note. One that is not drawn is fetched, its line brought to the screen, and it is opened there. */
function goTo(talk: Talk, stop: NoteStop): void {
  last = stop.id;
  isOnTheWay = true;
  const drawn = document.querySelector<HTMLElement>(selectors.note(stop.id));
  if (drawn && drawn.getClientRects().length > 0) drawn.focus();
  else open(talk, stop);
}

function open(talk: Talk, { id, position }: NoteStop): void {
  const text = readingText();
  void talk.actions.openThreadAt(id).catch(() => {});
  if (talk.isPhone) {
    const paragraphId = text?.paragraphOf(position)?.dataset.paragraph ?? null;
    const isMark = talk.marks?.get(id) !== undefined;
    talk.change({ openId: isMark ? id : null, sheetOf: isMark ? null : paragraphId, target: id });
    talk.focusSoon(selectors.comment(".sheet", id));
    return;
  }
  const line = text?.rangeOf({ start: position, end: position + 1 })?.getBoundingClientRect();
  if (line && (line.top < HEAD_PX || line.bottom > innerHeight))
    scrollBy({ top: line.top - innerHeight * AT, behavior: "instant" });
  talk.change({ openId: id, writingOn: null });
  talk.focusSoon(selectors.openNote(id));
}

/** From a note back to the line it stands beside. Answers false when the text has no such line. */
export function toTheLine(talk: Talk): boolean {
  const id = document.activeElement?.closest<HTMLElement>("[data-thread]")?.dataset.thread;
  const stop = orderOf(talk).find((one) => one.id === id);
  return stop !== undefined && focusLine(stop.position);
}
