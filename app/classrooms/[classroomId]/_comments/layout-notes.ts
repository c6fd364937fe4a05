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
 * The pinned one stands where it wants to; a sweep upward and a sweep downward push the others away from it. With
 * nothing pinned the sweep goes down. Nobody stands above the top of the column.
 */
export function layoutNotes(notes: readonly NoteBox[], { gap, pin }: NoteLayout): number[] {
  const first = notes[0];
  if (!first) return [];
  const start = pin?.index ?? 0;
  const y: number[] = [];
  y[start] = Math.max(0, pin?.y ?? first.want);
  for (let at = start - 1; at >= 0; at--) {
    const { want, height } = notes[at] as NoteBox;
    y[at] = Math.min(want, (y[at + 1] as number) - gap - height);
  }
  if ((y[0] as number) < 0) sweepDown(notes, y, gap, 0, start);
  sweepDown(notes, y, gap, start + 1, notes.length - 1);
  return y;
}

/** Moves the notes from `from` to `to` down as far as the ones above them need. */
function sweepDown(notes: readonly NoteBox[], y: number[], gap: number, from: number, to: number): void {
  for (let at = from; at <= to; at++) {
    const above = notes[at - 1];
    const room = above ? (y[at - 1] as number) + above.height + gap : 0;
    y[at] = Math.max(y[at] ?? (notes[at] as NoteBox).want, room);
  }
}
