import { describe, expect, it } from "vitest";
import { follower } from "./follow";
import { BREAK, joinParagraphs, type SectionText } from "./section-text";
import { selectorsOf } from "./selectors";

/**
 * A section written as a person reads it: paragraphs as `id: text`, the marked passage between two bars. A bar alone
 * where the passage was is no passage.
 */
function written(...lines: string[]): { section: SectionText; start: number; end: number } {
  const paragraphs = lines.map((line) => {
    const at = line.indexOf(": ");
    return { id: line.slice(0, at), text: line.slice(at + 2) };
  });
  const { text } = joinParagraphs(paragraphs);
  const section = joinParagraphs(paragraphs.map(({ id, text }) => ({ id, text: text.replaceAll("|", "") })));
  return { section, start: text.indexOf("|"), end: text.lastIndexOf("|") - 1 };
}

const LONG = Array.from({ length: 900 }, (_, n) => `w${n}`).join(" ");
const HALF = Array.from({ length: 60 }, (_, n) => `v${n}`).join(" ");

describe("follower", () => {
  it.each<[name: string, earlier: string[], later: string[], how: "position" | "quote" | "edited"]>([
    ["nothing changed", ["a: She was a |carer| then."], ["a: She was a |carer| then."], "position"],
    [
      "a paragraph before",
      ["a: She was a |carer| then."],
      ["b: Before that.", "a: She was a |carer| then."],
      "position",
    ],
    ["words before it", ["a: She was a |carer| then."], ["a: For years she was a |carer| then."], "quote"],
    [
      "words after it",
      ["a: She was a |carer| then."],
      ["a: She was a |carer| at that time, and later."],
      "position",
    ],
    [
      "new words on both sides",
      ["a: She was a |carer| then."],
      ["a: She was a good |carer| until then."],
      "quote",
    ],
    [
      "a word in it",
      ["a: One |who waits and listens| here."],
      ["a: One |who waits and often listens| here."],
      "edited",
    ],
    ["its end cut", ["a: One |who waits and listens| here."], ["a: One |who waits and| here."], "edited"],
    ["emoji", ["a: So 😀 |😀 there 👩‍👩‍👧| yes."], ["a: So, 😀 |😀 there 👩‍👩‍👧| yes."], "quote"],
    ["pairs at both ends", ["a: a|😀b😀|c and on."], ["a: And a|😀b😀|c and on."], "quote"],
    ["combining marks", ["a: The |cafe\u0301 there| now."], ["a: Then the |cafe\u0301 there| now."], "quote"],
    ["NFD made NFC", ["a: The |cafe\u0301 there| now."], ["a: The |café there| now."], "edited"],
    ["Hebrew", ["a: אמר |שלום לך| אז."], ["a: הוא אמר |שלום לך| אז."], "quote"],
    ["Arabic", ["a: قال |مرحبا| لك ثم ذهب."], ["a: ثم قال |مرحبا| لك ثم ذهب."], "quote"],
    ["Chinese", ["a: 我在|学校读书|，他在家。"], ["a: 现在我在|学校读书|，他在家。"], "quote"],
    [
      "Chinese, a sign changed",
      ["a: 我|在学校里读书|，他在家。"],
      ["a: 我|在学校中读书|，他在家。"],
      "edited",
    ],
    [
      "no-break space made plain",
      ["a: It was |half\u00a0way| there."],
      ["a: It was |half way| there."],
      "edited",
    ],
    ["soft hyphens gone", ["a: It was |un\u00adsaid| there."], ["a: It was |unsaid| there."], "edited"],
    [
      "quotes made typographic",
      ['a: He said |"don\'t go"| then.'],
      ["a: He said |“don’t go”| then."],
      "edited",
    ],
    ["space made one", ["a: It was  |half   way| there."], ["a: It was |half way| there."], "edited"],
    [
      "across paragraphs",
      ["a: She |waits here.", "b: He drives| on."],
      ["a: Now she |waits here.", "b: He drives| on."],
      "quote",
    ],
    [
      "across paragraphs, one changed within",
      ["a: She |waits here for him.", "b: He drives| on."],
      ["a: She |waits there for him.", "b: He drives| on."],
      "edited",
    ],
    [
      "twice in a paragraph, the first edited",
      ["a: They told us nothing. And |they told us| again."],
      ["a: They showed us nothing. And |they told us| again."],
      "quote",
    ],
    [
      "twice in a paragraph, the first removed",
      ["a: They told us nothing. And |they told us| again."],
      ["a: And |they told us| again."],
      "quote",
    ],
    [
      "twice in a paragraph, a third before",
      ["a: They told us nothing. And |they told us| again."],
      ["a: They told us. They told us nothing. And |they told us| again."],
      "quote",
    ],
    [
      "twice in a section, the first edited",
      ["a: We waited at the gate all day.", "b: We |waited at the gate| all night."],
      ["a: We sat by the gate all day.", "b: We |waited at the gate| all night."],
      "position",
    ],
    [
      "twice in a section, the first removed",
      ["a: We waited at the gate all day.", "b: We |waited at the gate| all night."],
      ["b: We |waited at the gate| all night."],
      "position",
    ],
    [
      "twice in a section, a third before",
      ["a: We waited at the gate all day.", "b: We |waited at the gate| all night."],
      [
        "c: We waited at the gate at dawn.",
        "a: We waited at the gate all day.",
        "b: We |waited at the gate| all night.",
      ],
      "position",
    ],
    [
      "a paragraph split, the passage in the new one",
      ["a: She waits at the gate. He |drives past the| house at night."],
      ["a: She waits at the gate.", "n: He |drives past the| house at night."],
      "quote",
    ],
    [
      "a paragraph split within the passage",
      ["a: She waits |at the gate. He drives past| the house at night."],
      ["a: She waits |at the gate.", "n: He drives past| the house at night."],
      "edited",
    ],
    [
      "two paragraphs merged",
      ["a: She waits at the gate.", "b: He |drives past the| house at night."],
      ["a: She waits at the gate. He |drives past the| house at night."],
      "quote",
    ],
    [
      "paragraphs in another order",
      ["a: She waits at the gate.", "b: He |drives| past."],
      ["b: He |drives| past.", "a: She waits at the gate."],
      "position",
    ],
    [
      "a paragraph under another id",
      ["a: She waits.", "b: He |drives| past the house."],
      ["a: She waits.", "n: He |drives| past the house."],
      "quote",
    ],
    [
      "a sentence carried to another paragraph",
      ["a: She waits at the gate. He |drives past| the house at night.", "b: All is quiet in the town."],
      ["a: She waits at the gate.", "b: All is quiet in the town. He |drives past| the house at night."],
      "quote",
    ],
    ["a short word, its neighbours kept", ["a: As |it| was then."], ["a: Now, as |it| was then."], "quote"],
    ["256 and more units", [`a: Then |${HALF}| so.`], [`a: And then |${HALF}| so.`], "quote"],
    [
      "5,000 units, one word changed",
      [`a: Then |${LONG}| so.`],
      [`a: Then |${LONG.replace("w450", "other")}| so.`],
      "edited",
    ],
  ])("follows: %s", (_, earlier, later, how) => {
    const [was, is] = [written(...earlier), written(...later)];
    const kept = selectorsOf(was.section, was);
    if (!kept) throw new Error("nothing is marked");
    const located = follower(was.section, is.section)(kept);
    expect(located).toMatchObject({ how, selectors: selectorsOf(is.section, is) as object });
    if (how === "edited") expect(located?.score).toBeLessThanOrEqual(1);
    else expect(located?.score).toBe(1);
  });

  it.each<[name: string, earlier: string[], later: string[]]>([
    ["its paragraph removed", ["a: She waits.", "b: He |drives| past."], ["a: She waits."]],
    [
      "its paragraph removed, the words stand in another",
      ["a: We waited at the gate all day.", "b: We |waited at the gate| all night."],
      ["a: We waited at the gate all day."],
    ],
    ["cut out", ["a: She waits at |the gate| for him."], ["a: She waits at for him."]],
    [
      "cut out, and it stands in the same paragraph again",
      ["a: The gate is shut. She waits at |the gate| for him and he does not come."],
      ["a: The gate is shut. She sits on a bench and reads."],
    ],
    [
      "a short word, all around it written anew",
      ["a: Nobody knew that |it| was over."],
      ["a: Whether she went back, it now seems hard to say."],
    ],
    ["“no” in “not”", ["a: He said |no| to that."], ["a: He did not say so."]],
    [
      "mostly rewritten",
      ["a: One |who waits and listens to them| here."],
      ["a: One |who goes away from all of them| here."],
    ],
    [
      "its words now in another order",
      ["a: She |waits here.", "b: He drives| on."],
      ["b: He drives on.", "a: She waits here."],
    ],
    [
      "two places it may have gone to",
      ["a: She waits.", "b: He |drives past| the house at night."],
      ["a: She waits.", "m: He drives past the house at night.", "n: He drives past the house at night."],
    ],
    ["an empty section", ["a: She |waits|."], []],
  ])("loses: %s", (_, earlier, later) => {
    const [was, is] = [written(...earlier), written(...later)];
    const kept = selectorsOf(was.section, was);
    if (!kept) throw new Error("nothing is marked");
    expect(follower(was.section, is.section)(kept)).toBeNull();
  });

  it("follows through as many versions as there are", () => {
    const texts = [
      "She was a carer then.",
      "For years she was a carer then.",
      "For years she was a good carer.",
    ];
    const [first, ...later] = texts.map((text) => joinParagraphs([{ id: "a", text }])) as [
      SectionText,
      ...SectionText[],
    ];
    let kept = selectorsOf(first, { start: 8, end: 15 });
    let section = first;
    for (const next of later) {
      kept = kept && (follower(section, next)(kept)?.selectors ?? null);
      section = next;
    }
    expect(kept).toMatchObject({ exact: "a good carer", paragraphId: "a" });
  });

  it("takes less than a second of processor time on texts made to be slow", () => {
    const words = (of: string, count: number) =>
      Array.from({ length: count }, (_, n) => of.repeat(1 + (n % 3))).join(" ");
    for (const [old, now] of [
      [words("a", 20_000), words("b", 20_000)],
      [words("a", 20_000), words("a", 19_000) + words("b", 1_000)],
      ["a b ".repeat(10_000), "b a ".repeat(10_000)],
      ["\u0301".repeat(20_000), "’".repeat(20_000)],
    ] as const) {
      const sections = [old, now].map((text) =>
        joinParagraphs([{ id: "a", text: text.replaceAll(BREAK, " ") }]),
      );
      const [earlier, later] = sections as [SectionText, SectionText];
      const before = process.cpuUsage();
      follower(earlier, later);
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
    }
  });
});
