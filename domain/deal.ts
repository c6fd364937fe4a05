/** A group as it is dealt: who is in it. */
export type Dealt = { userIds: string[] };

/** How random groups are asked for: so many of them, or so many people in each. */
export type DealBy = { kind: "count" | "size"; n: number };

/** Numbers from a seed, the same for the same seed: mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  const out = [...items];
  for (let last = out.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [out[last], out[other]] = [out[other] as T, out[last] as T];
  }
  return out;
}

/** How many groups so many people make: never an empty one. In groups of a size nobody is alone if that can be. */
export function groupCount(people: number, { kind, n }: DealBy): number {
  if (people === 0) return 0;
  const wanted = kind === "count" ? n : Math.round(people / n);
  return Math.max(1, Math.min(wanted, people));
}

/**
 * Deals people into groups at random: everybody into exactly one, and no group is larger than another by more than one.
 *
 * @param seed  a whole number; the same one deals the same people alike
 */
export function dealGroups(userIds: readonly string[], by: DealBy, seed: number): Dealt[] {
  const people = shuffled([...new Set(userIds)].sort(), seed);
  const groups: Dealt[] = Array.from({ length: groupCount(people.length, by) }, () => ({ userIds: [] }));
  for (const [at, userId] of people.entries()) groups[at % groups.length]?.userIds.push(userId);
  return groups;
}

/**
 * Adds people to groups that are there already, each to one of the smallest.
 *
 * @param sizes  how many are in each group now
 * @returns whom each group gets, in the order of `sizes`
 */
export function dealInto(sizes: readonly number[], userIds: readonly string[], seed: number): Dealt[] {
  const groups = sizes.map((size) => ({ size, userIds: [] as string[] }));
  for (const userId of shuffled([...new Set(userIds)].sort(), seed)) {
    const smallest = groups.reduce(
      (least, one) => (one.size < least.size ? one : least),
      groups[0] as (typeof groups)[0],
    );
    smallest?.userIds.push(userId);
    if (smallest) smallest.size++;
  }
  return groups.map(({ userIds: added }) => ({ userIds: added }));
}
