import { expect, test } from "vitest";
import { type Seating, type Seatless, whyNoSeat } from "./sides";

test.each<[Seating, { isSealed: boolean; isOver: boolean }, Seatless]>([
  ["chosen", { isSealed: false, isOver: false }, "choose"],
  ["chosen", { isSealed: true, isOver: false }, "sealed"],
  ["chosen", { isSealed: true, isOver: true }, "over"],
  ["random", { isSealed: false, isOver: false }, "take"],
  ["random", { isSealed: true, isOver: false }, "take"],
  ["random", { isSealed: true, isOver: true }, "over"],
  ["teacher", { isSealed: false, isOver: false }, "given"],
  ["teacher", { isSealed: true, isOver: false }, "sealed"],
])("Sides are %s and the debate is %o: %s", (seating, debate, why) => {
  expect(whyNoSeat({ seating, ...debate })).toBe(why);
});
