import type { Choice } from "./page-types";

/** The sign of a side: filled, hatched, dotted or blank, never a hue alone. The word stands beside it. */
export function Chip({ side }: { side: Choice }) {
  return <i className={`chip ${CLASSES[side]}`} aria-hidden="true" />;
}

const CLASSES: Record<Choice, string> = { for: "for", against: "aga", third: "thi", undecided: "und" };

export const sideClass = (side: Choice): string => CLASSES[side];
