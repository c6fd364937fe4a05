import { expect, test } from "vitest";
import {
  chaptersWords,
  filterClaims,
  filterOf,
  kindsWords,
  paragraphWords,
  queryOf,
  shownWords,
  spreadWords,
} from "./claim-words";

const sections = [{ path: "plot/hailsham" }, { path: "people/tommy" }];
const items = [
  { kinds: ["itself" as const, "novel" as const], sections: ["people/tommy"] },
  { kinds: ["novel" as const], sections: ["plot/hailsham", "people/tommy"] },
  { kinds: ["interpretation" as const], sections: [] },
];

test("a filter is what the address says, and nothing that no claim could have", () => {
  const filter = filterOf({ kind: "novel", section: "people/tommy" }, sections);
  expect(filter).toEqual({ kind: "novel", section: "people/tommy" });
  expect(queryOf(filter)).toBe("?kind=novel&section=people%2Ftommy");
  expect(filterOf({ kind: "none", section: "plot/elsewhere" }, sections)).toEqual({
    kind: null,
    section: null,
  });
  expect(queryOf({ kind: null, section: null })).toBe("");
});

test("a filter keeps the claims that are of the kind and point into the section", () => {
  expect(filterClaims(items, { kind: null, section: null })).toHaveLength(3);
  expect(filterClaims(items, { kind: "novel", section: null })).toHaveLength(2);
  expect(filterClaims(items, { kind: "novel", section: "plot/hailsham" })).toEqual([items[1]]);
});

test("a sentence says how many are shown", () => {
  expect(shownWords(39, 39, { kind: null, section: null }, null)).toBe("All 39 claims.");
  expect(shownWords(1, 39, { kind: "itself", section: "people/tommy" }, "Tommy D.")).toBe(
    "One of 39 claims: against itself, in Tommy D.",
  );
  expect(shownWords(0, 39, { kind: null, section: "people/tommy" }, "Tommy")).toBe(
    "None of 39 claims: in Tommy.",
  );
});

test("kinds, chapters and paragraphs are named in words", () => {
  expect(kindsWords(["novel", "itself"])).toBe("Against itself, against the novel");
  expect(chaptersWords([3])).toBe("Chapter 3");
  expect(chaptersWords([3, 7, 22])).toBe("Chapters 3, 7 and 22");
  expect(paragraphWords({ number: 3, kind: "paragraph", title: "Tommy" })).toBe("Tommy, ¶3");
  expect(paragraphWords({ number: 3, kind: "quotation", title: "Tommy" })).toBe(
    "Tommy, the quotation after ¶3",
  );
});

test("the spread is said in a sentence", () => {
  const spread = (holds: number, fails: number, undecided: number) => ({
    holds: { count: holds },
    fails: { count: fails },
    undecided: { count: undecided },
  });
  expect(spreadWords(spread(0, 0, 0), false)).toBe("Nobody has weighed in yet.");
  expect(spreadWords(spread(1, 0, 0), true)).toBe("You are the first to weigh in.");
  expect(spreadWords(spread(0, 1, 0), false)).toBe("One has weighed in: one says it does not.");
  expect(spreadWords(spread(4, 1, 2), true)).toBe(
    "Seven have weighed in: four say it holds, one says it does not and two are undecided.",
  );
});
