import type { TextDom } from "../_marks/text-dom";
import { type Chosen, choose, type Steps, sentencesIn } from "./steps";

const HEAD_PX = 60;

/** The sentence to begin at: in the paragraph that has focus, else the first that is on the screen. */
export function whereToBegin(text: TextDom, steps: Steps, last: Chosen | null): Chosen | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-paragraph]");
  const here = focused ? text.paragraphs.indexOf(focused) : -1;
  if (here >= 0) {
    if (last && steps.sentences[last.head]?.paragraph === here) return last;
    const { first } = sentencesIn(steps, here);
    if (first >= 0) return choose(steps, first);
  }
  const isOn = (place: { start: number; end: number }) =>
    (text.rangeOf(place)?.getBoundingClientRect().top ?? 0) >= HEAD_PX;
  if (last && isWhollyOn(text, last)) return last;
  const first = steps.sentences.findIndex(isOn);
  return choose(steps, first < 0 ? steps.sentences.length - 1 : first);
}

function isWhollyOn(text: TextDom, { range }: Chosen): boolean {
  const box = text.rangeOf(range)?.getBoundingClientRect();
  return box !== undefined && box.top >= HEAD_PX && box.bottom <= innerHeight;
}
