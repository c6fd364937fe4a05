import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "./sentences";

const said = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

describe("sentencesOf", () => {
  it.each([
    ["two sentences", "She waits.| He drives."],
    ["a question and an answer", "Why now?| Because!| Well."],
    ["titles", "Mr. Keffers spoke to Dr. Morningdale.| Mrs. H. did not."],
    ["a reference", "See ch. 12 and pp. 4-5, e.g. the tape.| It is there."],
    ["a number", "It is no. 5 of them.| She said no.| Then she left."],
    ["a decimal", "It took 3.5 hours.| Then it was over."],
    ["initials", "J. M. Coetzee wrote it."],
    ["a name that ends in an initial", "My name is Kathy H.| I am thirty-one.| Tommy D. was there."],
    ["I at the end", "So do I.| Ruth laughs."],
    ["an ellipsis that goes on", "She … waited.| And then…| Nothing.| He said ... nothing."],
    ["a quotation that ends", "“I know.”| “You told me.”| She left."],
    ["a quotation that goes on", "“Why?” she asked.| “Go!” he said."],
    ["plain quotes", "He said \"no.\"| She left.| 'Why?' he said."],
    ["a reference after a quotation", "“We are poor creatures.” (p. 249)| The rest is silence."],
    ["a source after a dash", "“I was the lucky one.” – Kathy, ch. 1"],
    ["brackets", "(He left.)| She stayed (as ever)."],
    ["U.S.", "The U.S. edition differs.| The end."],
    ["Chinese", "他走了。|她留下！|「好。」|他说。"],
    ["Hindi", "वह गया।| वह रही।"],
    ["Arabic", "أين هو؟| ذهب."],
    ["Hebrew", "הוא הלך.| היא נשארה."],
    ["an emoji at the end", "She waits. 😀| He drives."],
    ["no stop at all", "Notes from Hailsham"],
    ["paragraphs", "She waits\n|He drives."],
    ["nothing", ""],
  ])("knows %s", (_, written) => {
    const expected = written.split("|").map((one) => one.trim());
    expect(said(written.replaceAll("|", ""))).toEqual(expected.filter((one) => one !== ""));
  });

  it("leaves nothing out but space", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."aB .!?…“”’\"'()。」1\nMr😀"), maxLength: 60 });
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const { start, end } of sentencesOf(text)) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 400), seed: 4 },
    );
  });
});
