import { dealGroups, dealInto } from "../deal";

export const SIDES = ["for", "against", "third"] as const;
export type Side = (typeof SIDES)[number];

/** What one can vote: a side of the debate, or that one cannot say. */
export const CHOICES = [...SIDES, "undecided"] as const;
export type Choice = (typeof CHOICES)[number];

/** How students come to their sides. */
export const SEATINGS = ["random", "chosen", "teacher"] as const;
export type Seating = (typeof SEATINGS)[number];

/** Why somebody has no side: it is theirs to choose or to take, their teacher's to give, or it is too late for one. */
export type Seatless = "choose" | "take" | "given" | "sealed" | "over";

/** What somebody without a side is told. Sides that are chosen are chosen before the votes are sealed. */
export function whyNoSeat(debate: { seating: Seating; isSealed: boolean; isOver: boolean }): Seatless {
  if (debate.isOver) return "over";
  if (debate.seating === "random") return "take";
  if (debate.isSealed) return "sealed";
  return debate.seating === "chosen" ? "choose" : "given";
}

export const SIDE_NAMES: Record<Choice, string> = {
  for: "For",
  against: "Against",
  third: "A third position",
  undecided: "Undecided",
};

/** The sides of a debate that has so many. */
export const sidesOf = (count: number): Side[] => SIDES.slice(0, count);

/** What can be voted in a debate of these sides. */
export const choicesOf = (sides: readonly Side[]): Choice[] => [...sides, "undecided"];

/** Whose case somebody argues once the sides are switched: the next side's. */
export function switched(side: Side, sides: readonly Side[]): Side {
  return sides[(sides.indexOf(side) + 1) % sides.length] ?? side;
}

/**
 * Deals a class to the sides at random: everybody to one, and no side larger than another by more than one.
 *
 * @param seed  a whole number; the same one deals the same people alike
 */
export function seatAll(
  userIds: readonly string[],
  sides: readonly Side[],
  seed: number,
): { userId: string; side: Side }[] {
  // Fewer people than sides fill the first of them.
  return dealGroups(userIds, { kind: "count", n: sides.length }, seed).flatMap((group, at) =>
    group.userIds.map((userId) => ({ userId, side: sides[at] ?? "for" })),
  );
}

/** The side of somebody who comes late: the smallest, the first of those that are as small. */
export function seatLate(taken: Readonly<Partial<Record<Side, number>>>, sides: readonly Side[]): Side {
  const [seated] = dealInto(
    sides.map((side) => taken[side] ?? 0),
    ["one"],
    0,
  ).flatMap(({ userIds }, at) => (userIds.length > 0 ? [sides[at]] : []));
  return seated ?? "for";
}
