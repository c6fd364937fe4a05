"use client";

import { type Paragraph, placeWords, useTalk } from "../_comments/talk-context";

type MarkButtonProps = {
  paragraph: Paragraph;
  /** A link among others, where there is a list of what one can do with a paragraph. */
  look?: "mkp" | "lnk";
  /** Called first: what opens takes note of where focus is, to give it back. */
  onPress?: () => void;
};

/** The way into the dialog from a paragraph: at its end, hidden until it has focus. */
export function MarkButton({ paragraph, look = "mkp", onPress }: MarkButtonProps) {
  const { ask, place, marks, isArchived } = useTalk();
  if (!marks || isArchived) return null;
  const words = placeWords(place, paragraph.id);
  return (
    <button
      type="button"
      className={look}
      onClick={() => {
        onPress?.();
        ask({ kind: "mark", paragraphId: paragraph.id });
      }}
    >
      Mark a passage{look === "mkp" ? ` in ${words}` : <span className="vh"> in {words}</span>}
    </button>
  );
}
