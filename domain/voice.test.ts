import { describe, expect, it } from "vitest";
import { leadingVoice } from "./voice";

const by = (letters: string) => leadingVoice([...letters]);

describe("leadingVoice", () => {
  it.each([
    ["nothing", "", null],
    ["a talk that has only begun", "aaaaa", null],
    ["a shared one", "abcabc", null],
    ["above two fifths", "aaabbcd", { authorId: "a", written: 3, of: 7 }],
    ["less than two fifths", "aaabbccd", null],
    ["two fifths to the remark", "aaaabbbccd", { authorId: "a", written: 4, of: 10 }],
    ["one alone", "bbbbbb", { authorId: "b", written: 6, of: 6 }],
  ])("%s", (_, letters, voice) => {
    expect(by(letters)).toEqual(voice);
  });
});
