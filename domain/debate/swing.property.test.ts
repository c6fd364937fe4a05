import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES, type Choice, choicesOf, type Side, sidesOf } from "./sides";
import { type Ballot, FEW, type Figure, type Swing, swingOf, swingWords } from "./swing";

const RUNS = Number(process.env.FC_RUNS ?? 300);

const ballot = (side: Side, before: Choice, after: Choice, movedBy: string | null = null): Ballot => ({
  side,
  before,
  after,
  confidenceBefore: 3,
  confidenceAfter: 4,
  movedBy,
});

/** Every way in which so many people can fill so many cells. */
function* fillings(people: number, cells: number): Generator<number[]> {
  if (cells === 1) yield [people];
  else
    for (let n = 0; n <= people; n++) for (const rest of fillings(people - n, cells - 1)) yield [n, ...rest];
}

/** The ballots of one side with so many in each cell. */
const ballotsOf = (side: Side, counts: readonly number[], choices: readonly Choice[]): Ballot[] =>
  counts.flatMap((count, at) =>
    Array.from({ length: count }, () =>
      ballot(
        side,
        choices[Math.floor(at / choices.length)] ?? "undecided",
        choices[at % choices.length] ?? "undecided",
      ),
    ),
  );

/** Cells, then rows, then columns: everything that could be told of a table. */
function figuresIn(counts: readonly number[], size: number): number[] {
  const line = (pick: (at: number) => boolean) =>
    counts.reduce((sum, count, at) => sum + (pick(at) ? count : 0), 0);
  const each = Array.from({ length: size }, (_, at) => at);
  return [
    ...counts,
    ...each.map((row) => line((at) => Math.floor(at / size) === row)),
    ...each.map((column) => line((at) => at % size === column)),
  ];
}
const told = (table: { cells: Figure[][]; before: Figure[]; after: Figure[] } | undefined): Figure[] =>
  table ? [...table.cells.flat(), ...table.before, ...table.after] : [];

describe("what is shown of a swing", { timeout: 60_000 }, () => {
  // Every table there is: whoever knows the rule to the letter, and all that is shown, is still left with several
  // classes that it could be, in which each small figure differs.
  it.each([5, 7, 8])("of %i voters lets nobody work out a figure under five", (people) => {
    const choices = choicesOf(sidesOf(2));
    const size = choices.length;
    const alike = new Map<string, number[][]>();
    for (const counts of fillings(people, size * size)) {
      const swing = swingOf(ballotsOf("for", counts, choices), ["for", "against"]);
      const shown = JSON.stringify(swing);
      alike.set(shown, [...(alike.get(shown) ?? []), figuresIn(counts, size)]);
    }
    const wrong: string[] = [];
    for (const [shown, classes] of alike)
      for (const [at, figure] of told((JSON.parse(shown) as Swing).all ?? undefined).entries()) {
        const values = new Set(classes.map((one) => one[at]));
        const isSmall = [...values].some((value) => (value ?? 0) < FEW);
        if (figure === null ? isSmall && values.size === 1 : isSmall) wrong.push(`${at} of ${shown}`);
      }
    expect(wrong).toEqual([]);
  });

  // Larger classes, at random: for each small figure there is a class that votes otherwise in it and agrees in all that
  // is shown. One person up or down in each cell is enough to find it, if there is one.
  const STEPS = stepsOf(9);
  const counts = fc.array(fc.oneof(fc.nat(3), fc.nat(9), fc.nat(20)), { minLength: 9, maxLength: 9 });
  it("of any class lets nobody work out a figure under five", () => {
    const choices = choicesOf(sidesOf(2));
    fc.assert(
      fc.property(counts, (cells) => {
        fc.pre(cells.reduce((sum, one) => sum + one, 0) >= FEW);
        const shown = told(swingOf(ballotsOf("for", cells, choices), ["for", "against"]).all ?? undefined);
        const figures = figuresIn(cells, 3);
        for (const [at, figure] of shown.entries()) if (figure !== null) expect(figure).toBe(figures[at]);
        const open = new Set(
          [...shown.keys()].filter((at) => shown[at] === null && (figures[at] ?? 0) < FEW),
        );
        for (const { step, moved } of STEPS) {
          if (open.size === 0) break;
          if (moved.some((by, at) => by !== 0 && shown[at] !== null)) continue;
          if (step.some((by, at) => (cells[at] ?? 0) + by < 0)) continue;
          for (const at of open) if (moved[at] !== 0) open.delete(at);
        }
        expect([...open], JSON.stringify(cells)).toEqual([]);
      }),
      { numRuns: RUNS, seed: 6 },
    );
  });

  // Two sides, whose sizes everybody knows from who sits where: with three for few, so that every class there is can be
  // walked through. A number that is not shown is neither a small one, nor does it leave only a few others.
  it.each([
    [3, 4],
    [2, 4],
    [1, 5],
  ])("of two sides of %i and %i lets nobody work out a figure under three", (one, other) => {
    const few = 3;
    const choices = choicesOf(sidesOf(2));
    const halves = (["for", "against"] as const).map((side, at) =>
      [...fillings(at === 0 ? one : other, choices.length ** 2)].map((counts) => ({
        ballots: ballotsOf(side, counts, choices),
        figures: figuresIn(counts, choices.length),
      })),
    );
    const alike = new Map<string, { swing: Swing; fixed: (number | null)[] }>();
    for (const given of halves[0] ?? [])
      for (const against of halves[1] ?? []) {
        const swing = swingOf([...given.ballots, ...against.ballots], ["for", "against"], few);
        const figures = [...given.figures, ...against.figures];
        const shown = JSON.stringify(swing);
        const known = alike.get(shown);
        if (!known) alike.set(shown, { swing, fixed: figures });
        else
          for (const [at, figure] of figures.entries())
            if (known.fixed[at] !== figure) known.fixed[at] = null;
      }
    const wrong: string[] = [];
    for (const [shown, { swing, fixed }] of alike) {
      const isTold = swing.sides
        ? swing.sides.flatMap(({ table }) => told(table).map((figure) => figure !== null))
        : fixed.map(() => false);
      for (const [at, figure] of fixed.entries()) {
        if (figure === null) continue;
        const others = (at < fixed.length / 2 ? one : other) - figure;
        if (figure < few || (others < few && !isTold[at])) wrong.push(`${at} is ${figure} in ${shown}`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  // Every way in which so many can have named one of three claims, or none.
  it.each([5, 9, 10, 11, 12, 15])(
    "of what moved %i voters lets nobody work out a figure under five",
    (people) => {
      const claims = ["F1", "A1", "F2", null];
      const alike = new Map<string, number[][]>();
      for (const counts of fillings(people, claims.length)) {
        const voted = counts.flatMap((count, at) =>
          Array.from({ length: count }, () => ballot("for", "for", "for", claims[at] ?? null)),
        );
        const shown = JSON.stringify(swingOf(voted, ["for", "against"]).movedBy);
        alike.set(shown, [...(alike.get(shown) ?? []), counts]);
      }
      // Sums of some of them too: whoever named another, or none.
      const groups = Array.from({ length: 2 ** claims.length - 2 }, (_, at) => at + 1);
      const wrong: string[] = [];
      for (const [shown, classes] of alike)
        for (const group of groups) {
          const sums = new Set(
            classes.map((one) => one.reduce((sum, count, at) => sum + (group & (2 ** at) ? count : 0), 0)),
          );
          const [sum = 0] = sums;
          if (sums.size === 1 && sum < FEW) wrong.push(`${sum} in ${group} of ${shown}`);
        }
      expect(wrong).toEqual([]);
    },
  );

  // Every way in which so many can say 1 to 5.
  it.each([5, 6, 7, 10, 12])(
    "of how sure %i voters were lets nobody work out how many said what",
    (people) => {
      const alike = new Map<number | undefined, number[][]>();
      for (const counts of fillings(people, 5)) {
        const side = counts.flatMap((count, at) =>
          Array.from({ length: count }, () => ({
            ...ballot("for", "for", "for"),
            confidenceBefore: at + 1,
            confidenceAfter: at + 1,
          })),
        );
        const { confidence } = swingOf(side, ["for"]).sides?.[0] ?? {};
        expect(confidence?.after).toBe(confidence?.before);
        alike.set(confidence?.before, [...(alike.get(confidence?.before) ?? []), counts]);
      }
      const wrong: string[] = [];
      for (const [mean, classes] of alike)
        for (const at of [0, 1, 2, 3, 4]) {
          const values = new Set(classes.map((one) => one[at]));
          const [value = 0] = values;
          // That nobody said 1 where the mean is 5 goes without saying.
          if (values.size === 1 && value > 0) wrong.push(`${value} said ${at + 1} where the mean is ${mean}`);
        }
      expect(wrong).toEqual([]);
    },
  );

  it("adds the sides up only where each of them tells, and never tells a side of which fewer than five voted", () => {
    const side = fc.constantFrom<Side>("for", "against", "third");
    const choice = fc.constantFrom<Choice>(...CHOICES);
    const ballots = fc.array(fc.tuple(side, choice, choice, fc.constantFrom("a", "b", "c", null)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(ballots, (voted) => {
        const swing = swingOf(
          voted.map(([of, before, after, movedBy]) => ballot(of, before, after, movedBy)),
          sidesOf(3),
        );
        if (voted.length < FEW)
          expect(swing).toMatchObject({ voters: null, sides: null, all: null, movedBy: [] });
        for (const { table } of swing.sides ?? []) expect(table.voters).toBeGreaterThanOrEqual(FEW);
        if (swing.sides)
          for (const [at, figure] of told(swing.all ?? undefined).entries()) {
            const parts = swing.sides.map(({ table }) => told(table)[at] ?? null);
            expect(figure).toBe(
              parts.includes(null) ? null : parts.reduce<number>((sum, one) => sum + (one ?? 0), 0),
            );
          }
        const named = swing.movedBy.reduce((sum, { count }) => sum + count, 0);
        for (const { count } of swing.movedBy) expect(count).toBeGreaterThanOrEqual(FEW);
        if (swing.movedBy.length > 0) expect(voted.length - named).toBeGreaterThanOrEqual(FEW);
        expect(swingWords(swing)).toMatch(/\.$/);
        expect(swingWords(swing)).not.toMatch(/\b[1-4]\b/);
      }),
      { numRuns: RUNS, seed: 7 },
    );
  });
});

/** Every change of cells by at most one person each that keeps the number of all, with what it does to every figure. */
function stepsOf(cells: number): { step: number[]; moved: number[] }[] {
  const steps: { step: number[]; moved: number[] }[] = [];
  for (let code = 0; code < 3 ** cells; code++) {
    const step = Array.from({ length: cells }, (_, at) => (Math.floor(code / 3 ** at) % 3) - 1);
    if (step.reduce((sum, by) => sum + by, 0) !== 0) continue;
    steps.push({ step, moved: figuresIn(step, 3) });
  }
  return steps;
}
