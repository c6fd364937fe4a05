import { describe, expect, it } from "vitest";
import { joinParagraphs, paragraphAt } from "./section-text";
import { EXACT_MAX_CHARS, faultOf, selectorsOf } from "./selectors";

const section = joinParagraphs([
  { id: "a", text: "She was 😀 a carer." },
  { id: "b", text: "" },
  { id: "c", text: "שלום he said, in the pavilion by the field, and waited 😀 there." },
  { id: "d", text: "x".repeat(EXACT_MAX_CHARS) },
]);

describe("paragraphAt", () => {
  it.each([
    ["a beginning", 0, "a"],
    ["a break, which goes with what stands before it", 19, "a"],
    ["an empty paragraph", 20, "b"],
    ["the next", 21, "c"],
    ["the end", section.text.length, "d"],
    ["before the text", -1, undefined],
    ["after the text", section.text.length + 1, undefined],
  ])("knows %s", (_, position, id) => {
    expect(paragraphAt(section, position)?.id).toBe(id);
  });
});

describe("faultOf", () => {
  it.each([
    ["a word", { start: 0, end: 3 }, null],
    ["a word that stands there", { start: 0, end: 3, exact: "She" }, null],
    ["another word", { start: 0, end: 3, exact: "she" }, "not_there"],
    ["a pair of surrogates", { start: 8, end: 10 }, null],
    ["half a pair at the beginning", { start: 9, end: 12 }, "splits_character"],
    ["half a pair at the end", { start: 0, end: 9 }, "splits_character"],
    ["nothing", { start: 3, end: 3 }, "empty"],
    ["a break and an empty paragraph", { start: 19, end: 21 }, "blank"],
    ["space", { start: 3, end: 4 }, "blank"],
    ["a place before the text", { start: -1, end: 3 }, "outside"],
    ["a place after the text", { start: 0, end: 9_000 }, "outside"],
    ["an end before its beginning", { start: 3, end: 0 }, "outside"],
    ["no whole number", { start: 0.5, end: 3 }, "outside"],
    ["no number", { start: Number.NaN, end: 3 }, "outside"],
    ["more than a page", { start: 0, end: EXACT_MAX_CHARS + 1 }, "too_long"],
  ])("judges %s", (_, claimed, fault) => {
    expect(faultOf(section, claimed)).toBe(fault);
    if (!("exact" in claimed)) expect(selectorsOf(section, claimed) === null).toBe(fault !== null);
  });
});

describe("selectorsOf", () => {
  it("keeps the words, what stands around them, and both of their places", () => {
    const start = section.text.indexOf("pavilion");
    expect(selectorsOf(section, { start, end: start + 8 })).toEqual({
      exact: "pavilion",
      prefix: " a carer.\n\nשלום he said, in the ",
      suffix: " by the field, and waited 😀 the",
      start,
      end: start + 8,
      paragraphId: "c",
      offset: 21,
    });
  });

  it("keeps no half character around a passage", () => {
    const text = `${"a".repeat(3)}😀${"b".repeat(31)}|${"c".repeat(31)}😀`;
    const start = text.indexOf("|");
    const kept = selectorsOf(joinParagraphs([{ id: "a", text }]), { start, end: start + 1 });
    expect(kept).toMatchObject({ prefix: "b".repeat(31), suffix: "c".repeat(31) });
  });
});
