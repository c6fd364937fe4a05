export type NoteBox = {
  /** Where the note would stand if it were alone: level with the first line of what it is about. */
  want: number;
  height: number;
};

export type NoteLayout = {
  gap: number;
  /** Nobody stands above this: the list of themes is there. */
  floor?: number;
  /** The note that keeps its place: the open one, the one being written, or the one being read. */
  pin?: { index: number; y: number } | null;
};

/**
 * Places the notes of the margin beside their lines, in text order, none over another.
 *
 * Each stands where it wants to or, when another is there, right below that one. The pinned one stands where it wants
 * to whatever the others do: those above it that would reach it move up, those below it move down. Nobody stands above
 * the floor.
 */
export function layoutNotes(notes: readonly NoteBox[], { gap, floor = 0, pin }: NoteLayout): number[] {
  const at = { gap, floor };
  const y = sweepDown(notes, [], at, 0, notes.length - 1);
  if (!pin || y.length === 0) return y;
  y[pin.index] = Math.max(floor, pin.y);
  for (let above = pin.index - 1; above >= 0; above--) {
    const room = (y[above + 1] as number) - gap - (notes[above] as NoteBox).height;
    // What does not reach the one below it, none above it does because of the pin.
    if ((y[above] as number) <= room) break;
    y[above] = room;
  }
  if ((y[0] as number) < floor) sweepDown(notes, y, at, 0, pin.index);
  for (let below = pin.index + 1; below < notes.length; below++) y[below] = (notes[below] as NoteBox).want;
  return sweepDown(notes, y, at, pin.index + 1, notes.length - 1);
}

/** Moves the notes from `from` to `to` down as far as the ones above them need. */
function sweepDown(
  notes: readonly NoteBox[],
  y: number[],
  { gap, floor }: { gap: number; floor: number },
  from: number,
  to: number,
): number[] {
  for (let at = from; at <= to; at++) {
    const above = notes[at - 1];
    const room = above ? (y[at - 1] as number) + above.height + gap : floor;
    y[at] = Math.max(y[at] ?? (notes[at] as NoteBox).want, room);
  }
  return y;
}
