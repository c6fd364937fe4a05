export type NoteBox = {
  /** Where the note would stand if it were alone: level with the first line of its paragraph. */
  want: number;
  height: number;
};

export type NoteLayout = {
  gap: number;
  /** The note that keeps its place: the open one, the one being written, or the one being read. */
  pin?: { index: number; y: number } | null;
};

/**
 * Places the notes of the margin beside their paragraphs, in text order, none over another.
 *
 * Each stands where it wants to or, when another is there, right below that one. The pinned one stands where it wants
 * to whatever the others do: those above it that would reach it move up, those below it move down. Nobody stands above
 * the top of the column.
 */
export function layoutNotes(notes: readonly NoteBox[], { gap, pin }: NoteLayout): number[] {
  const y = sweepDown(notes, [], gap, 0, notes.length - 1);
  if (!pin || y.length === 0) return y;
  y[pin.index] = Math.max(0, pin.y);
  for (let at = pin.index - 1; at >= 0; at--) {
    y[at] = Math.min(y[at] as number, (y[at + 1] as number) - gap - (notes[at] as NoteBox).height);
  }
  if ((y[0] as number) < 0) sweepDown(notes, y, gap, 0, pin.index);
  for (let at = pin.index + 1; at < notes.length; at++) y[at] = (notes[at] as NoteBox).want;
  return sweepDown(notes, y, gap, pin.index + 1, notes.length - 1);
}

/** Moves the notes from `from` to `to` down as far as the ones above them need. */
function sweepDown(notes: readonly NoteBox[], y: number[], gap: number, from: number, to: number): number[] {
  for (let at = from; at <= to; at++) {
    const above = notes[at - 1];
    const room = above ? (y[at - 1] as number) + above.height + gap : 0;
    y[at] = Math.max(y[at] ?? (notes[at] as NoteBox).want, room);
  }
  return y;
}
