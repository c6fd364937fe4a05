import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snapToWords, tokensOf } from "./words";

const RUNS = Number(process.env.FC_RUNS ?? 400);

/** The range between two bars in a text, and the text without them. */
function barred(written: string) {
  const [before = "", inside = "", after = ""] = written.split("|");
  return { text: before + inside + after, start: before.length, end: before.length + inside.length };
}

describe("snapToWords", () => {
  it.each([
    ["within a word", "She was a c|are|r.", "carer"],
    ["over two words", "She w|as a c|arer.", "was a carer"],
    ["space at both ends", "She| was |a carer.", "was"],
    ["a sign that was taken along", "She was a |carer.|", "carer."],
    ["an apostrophe", "I don't k|no|w, I do|n|'t.", "know"],
    ["a plain apostrophe within", "I do|n|'t know.", "don't"],
    ["a typographic apostrophe", "I don’|t| know.", "don’t"],
    ["a hyphen", "the half-w|a|y house", "half-way"],
    ["a no-break hyphen", "the half‑w|a|y house", "half‑way"],
    ["a dash parts words", "the carer—she d|rov|e", "drove"],
    ["a number with a point", "about 3.1|4| of", "3.14"],
    ["a soft hyphen", "un\u00ads|ai|d things", "un\u00adsaid"],
    ["a no-break space parts words", "half\u00a0w|a|y there", "way"],
    ["a combining mark", "the cafe|\u0301| there", "cafe\u0301"],
    ["an emoji, half of it", "so \ud83d|\ude00| there", "😀"],
    ["a family", "so 👨‍|👩|‍👧 there", "👨‍👩‍👧"],
    ["a skin tone", "so 👍|🏽| there", "👍🏽"],
    ["one flag of two", "so 🇫🇷|🇯|🇵 there", "🇯🇵"],
    [
      "a flag of tags",
      "so 🏴\u{e0067}|\u{e0062}|\u{e0065}\u{e006e}\u{e0067}\u{e007f} there",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    ],
    ["a keycap", "press 1\ufe0f|\u20e3| there", "1\ufe0f\u20e3"],
    ["Hebrew", "אמר ש|ל|ום לך", "שלום"],
    ["Hebrew with points", "בְּרֵא|שִׁ|ית ברא", "בְּרֵאשִׁית"],
    ["Arabic", "قال مر|ح|با لك", "مرحبا"],
    ["Devanagari", "वह क्|ष|मा करे", "क्षमा"],
    ["Korean", "그는 학|교|에 갔다", "학교에"],
    ["Japanese, a mark of its own", "か|\u3099|く", "か\u3099"],
    ["across paragraphs", "one t|wo\nthr|ee four", "two\nthree"],
    ["up to a break", "one |two\n|three", "two"],
  ])("takes whole words: %s", (_, written, words) => {
    const { text, ...range } = barred(written);
    const snapped = snapToWords(text, range);
    expect(snapped && text.slice(snapped.start, snapped.end)).toBe(words);
  });

  it.each([
    ["nothing", "one || two"],
    ["space", "one| |two"],
    ["a break", "one|\n|two"],
  ])("takes nothing of %s", (_, written) => {
    const { text, ...range } = barred(written);
    expect(snapToWords(text, range)).toBeNull();
  });

  it("takes a word of Chinese where the platform knows it, else one character", () => {
    const text = "我在学校读书。";
    const snapped = snapToWords(text, { start: 2, end: 3 });
    expect(snapped && text.slice(snapped.start, snapped.end)).toBe("学校");
    const segmenter = Object.getOwnPropertyDescriptor(Intl, "Segmenter") as PropertyDescriptor;
    Reflect.deleteProperty(Intl, "Segmenter");
    try {
      expect(snapToWords(text, { start: 2, end: 3 })).toEqual({ start: 2, end: 3 });
    } finally {
      Object.defineProperty(Intl, "Segmenter", segmenter);
    }
  });

  const texts = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(..."aé1 \n'’-.,\u0301\u00ad\u200d😀👩🏽🇬🇧学かกา\u0e33\ufe0f\u20e3של"),
      maxLength: 40,
    }),
  );

  it("never parts what a reader sees as one character, and changes nothing the second time", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(texts, fc.nat({ max: 80 }), fc.nat({ max: 80 }), (text, start, end) => {
        const snapped = snapToWords(text, { start, end });
        if (!snapped) return;
        const edges = new Set(Array.from(segmenter.segment(text), ({ index }) => index)).add(text.length);
        expect(edges).toContain(snapped.start);
        expect(edges).toContain(snapped.end);
        expect(snapToWords(text, snapped)).toEqual(snapped);
        expect(snapped.start < end && start < snapped.end).toBe(true);
      }),
      { numRuns: RUNS, seed: 4 },
    );
  });

  it("cuts a text without losing any of it", () => {
    fc.assert(
      fc.property(texts, (text) => tokensOf(text).join("") === text),
      { numRuns: RUNS, seed: 4 },
    );
  });
});
