import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NewPassword, PersonName, Username } from "./account";
import { proposeUsername } from "./username";

const valid = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("PersonName", () => {
  it.each([
    ["Maya L.", "Maya L."],
    ["  Ana   Ribeiro ", "Ana Ribeiro"],
    ["O’Neill-Łukasz", "O’Neill-Łukasz"],
    ["李小龙", "李小龙"],
    ["Zoe\u0301", "Zoé"],
  ])("takes %j as %j", (typed, name) => {
    expect(PersonName.parse(typed)).toBe(name);
  });

  it.each(["", "   ", "<b>", "a\u0000b", "a\u202eb", "a\ud800", "x".repeat(61)])("refuses %j", (typed) => {
    expect(valid(PersonName, typed)).toBe(false);
  });
});

describe("Username", () => {
  it.each([
    ["Maya.L", "maya.l"],
    [" tom-b2 ", "tom-b2"],
    ["ＭＡＹＡ", "maya"],
  ])("takes %j as %j", (typed, name) => {
    expect(Username.parse(typed)).toBe(name);
  });

  it.each(["ab", ".maya", "maya.", "maya..l", "maya l", "ma@ya", "mäya", "x".repeat(33)])(
    "refuses %j",
    (typed) => {
      expect(valid(Username, typed)).toBe(false);
    },
  );
});

describe("proposeUsername", () => {
  it.each([
    ["Maya L.", "maya.l"],
    ["Zoë Ängström", "zoe.angstrom"],
    ["Øyvind Straße", "oyvind.strasse"],
    ["Li", "li.reader"],
    ["李小龙", "reader"],
    ["", "reader"],
  ])("proposes for %j %j", (name, proposed) => {
    expect(proposeUsername(name)).toBe(proposed);
  });

  it("proposes what the rule for user names takes, whatever the name", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), (name) => {
        const proposed = proposeUsername(name);
        expect(Username.parse(proposed)).toBe(proposed);
      }),
    );
  });
});

describe("NewPassword", () => {
  it.each(["correct horse", "four words in a row", "pässwört über", "aB3$aB3$"])("takes %j", (password) => {
    expect(valid(NewPassword, password)).toBe(true);
  });

  it.each(["short", "password", "Password1", "12345678", "aaaaaaaa", "abababab", "x".repeat(257)])(
    "refuses %j",
    (password) => {
      expect(valid(NewPassword, password)).toBe(false);
    },
  );
});
