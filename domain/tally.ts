/**
 * How far somebody is with a reading assignment: counts of notes that teachers can see, on the sections it names, since
 * it was set. Facts, no score.
 */
export type Tally = {
  /** Have all that is asked for, and were there by the deadline. */
  inTime: number;
  /** Have all that is asked for, and came after it. */
  late: number;
  /** Still lack a theme, or a reason, where that is asked for. */
  withoutTheme: number;
  withoutReason: number;
  /** When the last of all these was written; null for none. */
  lastAt: string | null;
};

export const NO_NOTES: Tally = { inTime: 0, late: 0, withoutTheme: 0, withoutReason: 0, lastAt: null };

/** `done`: in time; `late`: done, but some of it after the deadline; `open`: something is still to be written. */
export function standingOf({ inTime, late }: Tally, notesMin: number): "done" | "late" | "open" {
  if (inTime >= notesMin) return "done";
  return inTime + late >= notesMin ? "late" : "open";
}
