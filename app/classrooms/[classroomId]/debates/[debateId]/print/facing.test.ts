import { expect, test } from "vitest";
import { facing } from "./facing";

const said = (id: string, side: "for" | "against" | "third", answersId: string | null = null) => ({
  id,
  side,
  answersId,
});

test("Everything that was said is printed once, across from what it goes back to", () => {
  const claims = [
    said("f1", "for"),
    said("a1", "against", "f1"),
    said("f2", "for", "a1"),
    said("a2", "against"),
    said("t1", "third"),
    said("a3", "against", "t1"),
    said("f3", "for", "gone"),
  ];
  const { rows, alone } = facing(claims);
  expect(rows.map(({ of, answers }) => [of.id, answers.map(({ id }) => id)])).toEqual([
    ["f1", ["a1", "f2"]],
    ["a2", []],
    ["f3", []],
  ]);
  expect(alone.map(({ id }) => id)).toEqual(["t1", "a3"]);
});
