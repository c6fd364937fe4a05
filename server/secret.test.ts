import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openPositions, sealPositions } from "./feed/cursor";
import { fingerprint, newToken, open, sameSecret, seal } from "./secret";

const SECRET = "a secret of the tests, long enough to be one";

describe("seal", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        expect(open(SECRET, "cursor", seal(SECRET, "cursor", text))).toBe(text);
      }),
    );
  });

  it("opens for no other purpose, no other secret and no other bytes", () => {
    const sealed = seal(SECRET, "cursor", "something");
    expect(open(SECRET, "device", sealed)).toBeNull();
    expect(open(`${SECRET}.`, "cursor", sealed)).toBeNull();
    const bytes = Buffer.from(sealed, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(open(SECRET, "cursor", changed.toString("base64url"))).toBeNull();
    }
    for (let length = 0; length < bytes.length; length++)
      expect(open(SECRET, "cursor", bytes.subarray(0, length).toString("base64url"))).toBeNull();
  });

  it("opens nothing that strangers make up", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.base64String({ minLength: 100 })), (text) => {
        expect(open(SECRET, "cursor", text)).toBeNull();
        expect(openPositions(SECRET, text)).toBeNull();
      }),
    );
  });

  it("gives two seals of one text nothing in common, and shows no number in its length", () => {
    const at = (seq: number) =>
      sealPositions(SECRET, new Map([["11111111-1111-4111-8111-111111111111", { seq, rights: "0123abcd" }]]));
    expect(at(7)).not.toBe(at(7));
    expect(new Set([0, 9, 10, 123_456, 999_999_999].map((seq) => at(seq).length)).size).toBe(1);
  });
});

describe("fingerprints and tokens", () => {
  it("differ by purpose and by secret", () => {
    const all = [
      fingerprint(SECRET, "join-code", "a"),
      fingerprint(SECRET, "device", "a"),
      fingerprint("b", "join-code", "a"),
    ];
    expect(new Set(all).size).toBe(3);
  });

  it("are compared without telling where they differ, and never repeat", () => {
    expect(sameSecret("abc", "abc")).toBe(true);
    for (const other of ["", "ab", "abcd", "abd"]) expect(sameSecret("abc", other)).toBe(false);
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
    expect(Buffer.from(newToken(), "base64url").length).toBeGreaterThanOrEqual(16);
  });
});
