import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locator, type Sought } from "./locate";
import { joinParagraphs } from "./section-text";
import { selectorsOf } from "./selectors";
import { apply, edits, marks, rangeOf, sectionsOf, textOf, wholeIn, worldOf } from "./testing-edits";

const RUNS = Number(process.env.FC_RUNS ?? 500);

const section = joinParagraphs([
  { id: "a", text: "She waits at the gate all day, and nobody comes. It was cold, but she did not go in." },
  {
    id: "b",
    text: "He drives past the house at night. “Don’t wait,” he says, and she waits at the gate all night.",
  },
  {
    id: "c",
    text: "אמר שלום לך. 我在学校读书，他在家。 The cafe\u0301 was un\u00adsaid half\u00a0way 😀 there.",
  },
]);
const locate = locator(section);

describe("locator", { timeout: 30_000 + RUNS * 20 }, () => {
  it.each<[name: string, sought: Sought, exact: string, how: "position" | "quote" | "edited"]>([
    ["a quotation alone", { exact: "He drives past the house" }, "He drives past the house", "quote"],
    [
      "the second of two by what stands around it",
      { exact: "waits at the gate", prefix: "“Don’t wait,” he says, and she ", suffix: " all night." },
      "waits at the gate",
      "quote",
    ],
    [
      "a short word by what stands around it",
      { exact: "It", prefix: "nobody comes. ", suffix: " was cold" },
      "It",
      "quote",
    ],
    [
      "plain quotes for typographic",
      { exact: '"Don\'t wait," he says, and she', prefix: "" },
      "“Don’t wait,” he says, and she",
      "edited",
    ],
    ["space of a web page", { exact: "He drives\n   past  the house" }, "He drives past the house", "edited"],
    ["NFC for NFD", { exact: "The café was", prefix: "他在家。 " }, "The cafe\u0301 was", "edited"],
    [
      "no soft hyphens",
      { exact: "unsaid", prefix: "The café was ", suffix: " half way" },
      "un\u00adsaid",
      "edited",
    ],
    [
      "no-break space",
      { exact: "half way", prefix: "was unsaid ", suffix: " 😀 there" },
      "half\u00a0way",
      "edited",
    ],
    ["an emoji", { exact: "😀", prefix: "said half way ", suffix: " there." }, "😀", "quote"],
    ["Hebrew", { exact: "שלום לך", prefix: " she waits at the gate all night.\nאמר " }, "שלום לך", "quote"],
    ["Chinese", { exact: "学校读书", prefix: "我在", suffix: "，他在家。" }, "学校读书", "quote"],
    [
      "across paragraphs",
      { exact: "she did not go in.\n\nHe drives past the house" },
      "she did not go in.\nHe drives past the house",
      "edited",
    ],
    [
      "a typing error",
      { exact: "He drives paste the house at nigth." },
      "He drives past the house at night.",
      "edited",
    ],
    [
      "words left out",
      { exact: "nobody comes. It was cold, but she did go in" },
      "nobody comes. It was cold, but she did not go in",
      "edited",
    ],
  ])("finds %s", (_, sought, exact, how) => {
    const located = locate(sought);
    expect(located).toMatchObject({ how, selectors: { exact } });
    if (sought.prefix)
      expect(located?.selectors.paragraphId).toBe(
        sought.exact === "It" ? "a" : located?.selectors.paragraphId,
      );
    expect(located?.score).toBeGreaterThan(0.6);
    expect(located?.score).toBeLessThanOrEqual(1);
  });

  it.each<[name: string, sought: Sought]>([
    ["nothing", { exact: "" }],
    ["space", { exact: " \n " }],
    ["a quotation that stands twice", { exact: "waits at the gate all" }],
    ["a short word alone", { exact: "cold" }],
    ["a part of a word", { exact: "it", prefix: "“Don’t wa", suffix: "xx" }],
    ["“no” where only “not” stands", { exact: "no", prefix: "but she did ", suffix: " go in" }],
    ["a short word in other surroundings", { exact: "house", prefix: "in a far off ", suffix: " of cards" }],
    ["what is not there", { exact: "They remember the pavilion by the playing field." }],
    [
      "words of a paragraph that is gone, which stand in another",
      {
        ...(selectorsOf(section, { start: 0, end: 20 }) as Sought),
        paragraphId: "z",
        prefix: "In those years ",
      },
    ],
    [
      "a place outside of the text, of words that are not there",
      { exact: "xyzzy", start: 9_999, end: 10_004 },
    ],
  ])("loses %s", (_, sought) => {
    expect(locate(sought)).toBeNull();
  });

  it("finds what was described where it stands", () => {
    fc.assert(
      fc.property(sectionsOf(20), marks, (paragraphs, mark) => {
        const text = joinParagraphs(paragraphs);
        const kept = selectorsOf(text, rangeOf(text.text, mark));
        if (kept) expect(locator(text)(kept)).toEqual({ selectors: kept, how: "position", score: 1 });
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });

  it("finds by words and surroundings what stands once", () => {
    const unique = Array.from({ length: 120 }, (_, n) => `word${n * 7}`).join(" ");
    const text = joinParagraphs([{ id: "a", text: unique }]);
    fc.assert(
      fc.property(marks, (mark) => {
        const kept = selectorsOf(text, rangeOf(text.text, mark));
        if (!kept) return;
        const { exact, prefix, suffix } = kept;
        expect(locator(text)({ exact, prefix, suffix })?.selectors).toEqual(kept);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it("never takes another passage for one that an edit left whole", () => {
    const tally = { whole: 0, found: 0, wrong: [] as string[] };
    fc.assert(
      fc.property(sectionsOf(20), marks, edits, (paragraphs, mark, [change]) => {
        const old = worldOf(paragraphs);
        const range = rangeOf(textOf(old).text, mark);
        const kept = selectorsOf(textOf(old), range);
        if (!kept || !change || change.do === "copy") return;
        const now = apply(old, change);
        const whole = wholeIn(old, range, now);
        if (!whole) return;
        tally.whole++;
        const located = locator(textOf(now))(kept);
        if (!located) return;
        tally.found++;
        const { start, end } = located.selectors;
        if (start >= whole.end || end <= whole.start)
          tally.wrong.push(JSON.stringify({ kept, located, change }));
      }),
      { numRuns: RUNS, seed: 4 },
    );
    expect(tally.wrong.length, tally.wrong.join("\n")).toBeLessThanOrEqual(RUNS / 1_000);
    expect(tally.found / tally.whole).toBeGreaterThan(0.95);
  });

  it("is called off before the first costly step, and then finds nothing", () => {
    const typo: Sought = { exact: "He drives paste the house at nigth." };
    let asked = 0;
    expect(
      locate(typo, () => {
        asked++;
        return true;
      }),
    ).toBeNull();
    expect(asked).toBe(1);
    // The words themselves cost nothing, so they are found all the same.
    expect(locate({ exact: "He drives past the house" }, () => true)?.how).toBe("quote");
  });

  it("asks again and again, so that a budget holds on texts made to be slow", () => {
    const texts = [
      "a".repeat(60_000),
      "ab".repeat(30_000),
      "ab ".repeat(20_000),
      `${"x".repeat(200)} `.repeat(300),
    ];
    for (const text of texts) {
      const slow = locator(joinParagraphs([{ id: "a", text }]));
      for (const exact of [
        "a".repeat(255),
        `${"ab".repeat(127)}c`,
        "ab ".repeat(2_000),
        "x".repeat(8_000),
        "ac".repeat(100),
      ]) {
        const spent = () => process.cpuUsage().user / 1_000;
        const started = spent();
        let [last, longest] = [started, 0];
        slow({ exact, prefix: "y", suffix: "z" }, () => {
          const now = spent();
          longest = Math.max(longest, now - last);
          last = now;
          return now - started > 50;
        });
        // The step in which the budget ends is done to its end.
        expect(longest, exact.slice(0, 4)).toBeLessThan(1_000);
      }
    }
  });
});
