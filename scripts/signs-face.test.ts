import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FACE, signsFace } from "./signs-face.mjs";

it("the face of the signs is the one its shapes make", () => {
  expect(readFileSync(FACE).equals(signsFace())).toBe(true);
});
