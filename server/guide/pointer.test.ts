import { describe, expect, it } from "vitest";
import { keepPointers, PRINTED_IDS, pointedIds, printPointer, readPointer } from "./pointer";

const point = (href: string, words: string): string => {
  const pointer = readPointer(href);
  if (!pointer) throw new Error(`${href} is no pointer`);
  return `${printPointer(pointer)}${words}</a>`;
};
const TEXT = `A ${point("term:carer", "carer")} at ${point("place:hailsham", "<em>Hailsham</em>")}, a ${point("term:carer", "carer")}.`;

describe("a pointer", () => {
  it("is one only as authors write it", () => {
    expect(readPointer("term:carer")).toEqual({ kind: "term", key: "carer" });
    for (const href of ["term:", "thing:carer", "term:Carer", "javascript:alert(1)", "xterm:carer", ""])
      expect(readPointer(href)).toBeNull();
  });

  it("is found where it was printed", () => {
    expect(pointedIds(TEXT)).toEqual(["term-carer", "place-hailsham"]);
    expect([...TEXT.matchAll(new RegExp(PRINTED_IDS, "g"))].map(([, id]) => id)).toEqual([
      "term-carer",
      "place-hailsham",
      "term-carer",
    ]);
  });

  it("leaves its words where it leads nowhere", () => {
    expect(keepPointers(TEXT, () => true)).toBe(TEXT);
    expect(keepPointers(TEXT, () => false)).toBe("A carer at <em>Hailsham</em>, a carer.");
    expect(pointedIds(keepPointers(TEXT, (id) => id === "term-carer"))).toEqual(["term-carer"]);
  });
});
