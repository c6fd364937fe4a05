import { expect, test } from "vitest";
import type { ClaimView } from "#domain/debate/claim";
import { csvOf, markdownOf, type Told } from "./transcript";

const claim = (id: string, more: Partial<ClaimView>, html: string, name: string) =>
  ({
    id,
    kind: "claim",
    side: "for",
    number: 1,
    phase: 1,
    answersId: null,
    isAnswered: false,
    isMine: false,
    marks: [],
    cited: [],
    ...more,
    comment: { html, author: { id, name, role: "student" }, createdAt: "2026-11-21T12:05:00.000Z" },
  }) as unknown as ClaimView;

const TOLD: Told = {
  debate: {
    motion: "They could have *run*.",
    instructions: "",
    sides: [
      { side: "for", text: "They could." },
      { side: "against", text: "They could not." },
    ],
    phases: [{ kind: "entry_vote" }, { kind: "opening" }, { kind: "rebuttal" }],
    startsAt: "2026-11-21T12:00:00.000Z",
  },
  claims: [
    claim(
      "a",
      {
        marks: ["unclear"],
        cited: [{ exact: "no fences", title: "Hailsham", number: 3 } as ClaimView["cited"][number]],
      },
      "<p>=SUM(A1) says &quot;run&quot; &amp; hide</p>",
      "Maya L.",
    ),
    claim(
      "b",
      { kind: "rebuttal", side: "against", phase: 2, answersId: "a" },
      "<p># Where to?</p>",
      "Leo F.",
    ),
  ],
  statements: [{ by: "Readers", text: "We agree\non little." }],
  results: {
    swing: {
      words: "Nobody moved.",
      choices: ["for", "against", "undecided"],
      voters: 12,
      all: {
        voters: 12,
        cells: [
          [6, null, 0],
          [5, null, null],
          [null, null, null],
        ],
        before: [null, null, null],
        after: [null, null, null],
      },
      sides: null,
      movedBy: [{ claimId: "b", count: 5 }],
    },
    weights: { a: { counts: { convincing: 2, to_the_point: 0 } } },
  },
  votes: [{ name: "Zoe |", side: "for", before: "for", after: null, movedBy: "gone" }],
};

test("The transcript is told phase by phase, and what is a sign of Markdown in it is a letter", () => {
  expect(markdownOf(TOLD, { className: "Year 11", zone: "Europe/London" })).toBe(`# They could have \\*run\\*.

*Year 11, Saturday 21 November 2026, 12:00*

- **For:** They could.
- **Against:** They could not.

## What came of it

Nobody moved.

### Everybody: 12

| Before, then after | For | Against | Undecided | Before |
| --- | --- | --- | --- | --- |
| For | 6 | not told | 0 | not told |
| Against | 5 | not told | not told | not told |
| Undecided | not told | not told | not told | not told |
| After | not told | not told | not told | 12 |

### What moved them

| Claim | People |
| --- | --- |
| A1 | 5 |

### Who voted what

| Student | Side | Before | After | Moved by |
| --- | --- | --- | --- | --- |
| Zoe \\| | For | For | no vote | a claim that is gone |

## Opening

### F1

*For, Maya L., Saturday 21 November 2026, 12:05*

=SUM(A1) says "run" & hide

> no fences
>
> Hailsham, ¶3

Marked by the teacher: unclear.

Weighed by the class: 2 convincing.

## Rebuttal

### A1 answers F1

*Against, Leo F., Saturday 21 November 2026, 12:05*

\\# Where to?

## Joint statement

### Readers

> We agree
> on little.
`);
});

test("In the table a text is no formula, and quotes and commas stay in their cell", () => {
  const [head, first, second] = csvOf(TOLD).split("\r\n");
  expect(head?.startsWith('\uFEFF"Number","Kind"')).toBe(true);
  expect(first).toBe(
    `"F1","Claim","For","Opening","","Maya L.","2026-11-21T12:05:00.000Z","'=SUM(A1) says ""run"" & hide","“no fences” Hailsham, ¶3","Unclear","2","0"`,
  );
  expect(second).toContain('"A1","Rebuttal","Against","Rebuttal","F1","Leo F."');
});

test("Below what was said stands how the votes moved, with nothing that the page withholds", () => {
  const lines = csvOf(TOLD).split("\r\n");
  expect(lines.slice(3, 7)).toEqual([
    "",
    `"Everybody: 12"`,
    `"Before, then after","For","Against","Undecided","Before"`,
    `"For","6","not told","0","not told"`,
  ]);
  expect(lines).toContain(`"Zoe |","For","For","no vote","a claim that is gone"`);
  const untold = csvOf({ ...TOLD, results: null, votes: [] });
  expect(untold.split("\r\n")).toHaveLength(4);
});

test("A side of which no number is told has a sentence, and no table of nothing", () => {
  const untold = Array.from({ length: 3 }, () => null);
  const [swing, table] = [
    TOLD.results?.swing,
    { voters: 6, cells: [untold, untold, untold], before: untold, after: untold },
  ];
  if (!swing) throw new Error("the debate had votes");
  const confidence = { before: 3, after: 4 };
  const told = { ...swing, sides: [{ side: "for" as const, table, confidence }] };
  const debate = { ...TOLD, results: { swing: told, weights: {} } };
  const sentence = "Too few moved alike to say in numbers how.";
  const markdown = markdownOf(debate, { className: "Year 11", zone: "Europe/London" });
  expect(markdown).toContain(`### Given the side “For”: 6\n\n${sentence}\n\n### How sure they were`);
  expect(csvOf(debate)).toContain(`"Given the side “For”: 6"\r\n"${sentence}"\r\n\r\n`);
});
