import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinParagraphs } from "#domain/anchor/section-text";
import { byParagraph, bySentence, byWord, type Chosen, choose, passageOf, stepsOf, toEnd } from "./steps";

const steps = stepsOf(
  joinParagraphs([
    { id: "a", text: "Kathy tells us her age. The order matters." },
    { id: "b", text: "Never let me go." },
    { id: "c", text: "The guardians leave gaps. A lesson drifts, late. Nothing is hidden." },
  ]),
);
const words = ({ range }: Chosen) => steps.section.text.slice(range.start, range.end);
const at = (head: number, anchor = head): Chosen => {
  const chosen = choose(steps, head, anchor);
  if (!chosen) throw new Error(`there is no sentence ${head}`);
  return chosen;
};

describe("stepping through a section", () => {
  it("goes by sentence, over the paragraphs, and stops at the ends", () => {
    expect(words(bySentence(steps, at(1), 1, false))).toBe("Never let me go.");
    expect(words(bySentence(steps, at(3), -1, false))).toBe("Never let me go.");
    expect(bySentence(steps, at(0), -1, false)).toEqual(at(0));
    expect(bySentence(steps, at(5), 1, false)).toEqual(at(5));
  });

  it("takes in more and gives it up again, on either side of where it began", () => {
    let chosen = bySentence(steps, at(1), 1, true);
    expect(words(chosen)).toBe("The order matters.\nNever let me go.");
    chosen = bySentence(steps, chosen, -1, true);
    expect(words(chosen)).toBe("The order matters.");
    expect(words(bySentence(steps, chosen, -1, true))).toBe("Kathy tells us her age. The order matters.");
  });

  it("goes by paragraph to its first sentence", () => {
    expect(byParagraph(steps, at(1), 1, false).head).toBe(2);
    expect(byParagraph(steps, at(4), -1, false).head).toBe(2);
    expect(byParagraph(steps, at(1), -1, false)).toEqual(at(1));
    expect(byParagraph(steps, at(4), 1, false)).toEqual(at(4));
  });

  it("takes in the rest of the paragraph first, then whole ones", () => {
    const rest = byParagraph(steps, at(0), 1, true);
    expect(rest).toEqual(at(1, 0));
    expect(byParagraph(steps, rest, 1, true)).toEqual(at(2, 0));
    expect(byParagraph(steps, at(4), -1, true)).toEqual(at(3, 4));
  });

  it("knows the ends of a paragraph and of the section", () => {
    const to = (by: 1 | -1, isTaking: boolean, isWhole: boolean) =>
      toEnd(steps, at(4), { by, isTaking, isWhole });
    expect(to(-1, false, false)).toEqual(at(3));
    expect(to(1, true, false)).toEqual(at(5, 4));
    expect(to(-1, true, true)).toEqual(at(0, 4));
    expect(to(1, false, true)).toEqual(at(5));
  });
});

describe("to the word", () => {
  it("gives up and takes back words at either end", () => {
    let chosen = byWord(steps, at(4), "end", -1);
    expect(words(chosen)).toBe("A lesson drifts, late");
    chosen = byWord(steps, chosen, "end", -1);
    expect(words(chosen)).toBe("A lesson drifts");
    chosen = byWord(steps, chosen, "start", 1);
    expect(words(chosen)).toBe("lesson drifts");
    expect(words(byWord(steps, chosen, "end", 1))).toBe("lesson drifts, late");
    expect(words(byWord(steps, at(4), "start", -1))).toBe("gaps. A lesson drifts, late.");
  });

  it("never leaves less than a word, and never the text", () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.array(fc.tuple(fc.constantFrom("start", "end"), fc.constantFrom(1, -1)), { maxLength: 30 }),
        (from, moves) => {
          let chosen = at(from);
          for (const [side, by] of moves) chosen = byWord(steps, chosen, side as "start", by as 1);
          expect(words(chosen)).toMatch(/[\p{L}\p{N}]/u);
          const [low, high] = [chosen.anchor, chosen.head].sort((a, b) => a - b) as [number, number];
          expect(steps.sentences[low]?.start).toBeLessThanOrEqual(chosen.range.start);
          expect(steps.sentences[high]?.end).toBeGreaterThanOrEqual(chosen.range.end);
        },
      ),
    );
  });
});

describe("sentences that were picked from a list", () => {
  it("make one passage when they stand next to one another, in whatever order they came", () => {
    const passage = passageOf(steps, [3, 2]);
    expect(passage && steps.section.text.slice(passage.start, passage.end)).toBe(
      "Never let me go.\nThe guardians leave gaps.",
    );
  });

  it("make none otherwise", () => {
    expect(passageOf(steps, [0, 2])).toBeNull();
    expect(passageOf(steps, [])).toBeNull();
    expect(passageOf(steps, [9])).toBeNull();
  });
});
