import { describe, expect, it } from "vitest";
import { type Kept, type Saved, settle } from "./draft-settling";

const words = (text: string) => ({ text, passages: [] });
const kept = (text: string, version: number, isSaved = false): Kept => ({ ...words(text), version, isSaved });
const saved = (text: string, version: number): Saved => ({
  ...words(text),
  version,
  savedAt: version > 0 ? "2026-03-02T08:00:00.000Z" : null,
});

describe("settle", () => {
  it.each([
    ["begins with nothing", null, null, { text: "", isSaved: false, other: null, version: 0 }],
    [
      "goes on with what the server has",
      null,
      saved("Here.", 3),
      { text: "Here.", isSaved: true, version: 3 },
    ],
    ["goes on with what only this device has", kept("Mine.", 0), null, { text: "Mine.", isSaved: false }],
    [
      "keeps what was not saved of the same draft",
      kept("More.", 2),
      saved("Some.", 2),
      { text: "More.", version: 2 },
    ],
    [
      "takes what is newer than what was saved from here",
      kept("Old.", 2, true),
      saved("New.", 5),
      { text: "New.", version: 5, other: null },
    ],
    [
      "shows both when both went on",
      kept("Mine.", 2),
      saved("Theirs.", 5),
      { text: "Mine.", version: 5, other: "Theirs." },
    ],
    [
      "is not torn between the same words",
      kept("Same.", 2),
      saved("Same.", 5),
      { text: "Same.", isSaved: true, other: null },
    ],
    [
      "goes on from what was sent back",
      null,
      saved("Sent back.", 0),
      { text: "Sent back.", isSaved: false, version: 0 },
    ],
    ["does not offer what is empty", kept("", 2), saved("Theirs.", 5), { text: "Theirs.", other: null }],
  ])("%s", (_, device, server, expected) => {
    const { written, other, ...rest } = settle(device, server);
    expect({ ...rest, text: written.text, other: other?.text ?? null }).toMatchObject(expected);
  });
});
