import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClassroomName, JOIN_CODE_ALPHABET, normaliseJoinCode, showJoinCode } from "./classroom";

describe("a join code", () => {
  it("has no sign that looks like another on a board", () => {
    for (const sign of "01ILOSZUAE".replace(/[SZ]/g, "")) expect(JOIN_CODE_ALPHABET).not.toContain(sign);
    expect(new Set(JOIN_CODE_ALPHABET).size).toBe(JOIN_CODE_ALPHABET.length);
  });

  it("is the same however it is typed", () => {
    const code = fc
      .array(fc.constantFrom(...JOIN_CODE_ALPHABET), { minLength: 8, maxLength: 8 })
      .map((signs) => signs.join(""));
    const space = fc.constantFrom("", " ", "-", " - ", "–", ".");
    fc.assert(
      fc.property(code, space, fc.boolean(), (value, between, isLower) => {
        const typed = ` ${value.slice(0, 4)}${between}${value.slice(4)} `;
        expect(normaliseJoinCode(isLower ? typed.toLowerCase() : typed)).toBe(value);
        expect(normaliseJoinCode(showJoinCode(value))).toBe(value);
      }),
    );
  });
});

describe("ClassroomName", () => {
  it("takes one line and refuses none", () => {
    expect(ClassroomName.parse("  Year 11,  set B ")).toBe("Year 11, set B");
    for (const name of ["", " ", "<script>", "a\u0007", "x".repeat(81)])
      expect(ClassroomName.safeParse(name).success, name).toBe(false);
  });
});
