import { type Choice, choicesOf, SIDE_NAMES, type Side } from "./sides";

/** Fewer people than this are told in words. */
export const FEW = 5;

/** A ballot as it lies after the close: whose it is, nobody can say. */
export type Ballot = {
  /** The side its voter was given; null for who had none. */
  side: Side | null;
  before: Choice | null;
  after: Choice | null;
  confidenceBefore: number | null;
  confidenceAfter: number | null;
  /** The claim that moved its voter. */
  movedBy: string | null;
};

/** A number of people, or null where it is told in words: it is under five, or would give such a one away. */
export type Figure = number | null;

/** From what to what people voted, in the order of the choices. */
export type SwingTable = {
  voters: number;
  cells: Figure[][];
  before: Figure[];
  after: Figure[];
};

/** How a debate moved those who voted twice. */
export type Swing = {
  choices: Choice[];
  /** Who voted twice; null where even they are fewer than five. */
  voters: Figure;
  /** For each side by itself that has voted; null where one of them has fewer than five who voted twice. */
  sides: { side: Side; table: SwingTable; confidence: { before: number; after: number } }[] | null;
  /** Of all: where the sides are told the sum of what they tell, so that nothing can be subtracted from it. */
  all: SwingTable | null;
  /** Claims that five or more named as what moved them. */
  movedBy: { claimId: string; count: number }[];
};

/**
 * Whether an entry of a table can have another value than it has, with every shown entry as it is: then nobody can work
 * it out. The table has its sums as a last row and a last column; every row and column says that its cells make up its
 * sum. So what can change changes round a ring of hidden entries, up and down in turn, and none falls below nothing.
 */
function canDiffer(values: number[][], shown: boolean[][], row: number, column: number): boolean {
  const last = values.length - 1;
  const canStep = (r: number, c: number, isUp: boolean): boolean => {
    if (shown[r]?.[c] !== false) return false;
    // Round a ring the sums change the other way than the cells.
    const isSum = (r === last) !== (c === last);
    return isSum !== isUp || (values[r]?.[c] ?? 0) > 0;
  };
  const places = values.map((_, at) => at);
  const closes = (isUp: boolean): boolean => {
    const from = (c: number, rows: readonly number[], columns: readonly number[]): boolean =>
      places.some((r) => {
        if (!canStep(r, c, !isUp)) return false;
        if (r === row) return c !== column;
        if (rows.includes(r)) return false;
        return places.some(
          (c2) => !columns.includes(c2) && canStep(r, c2, isUp) && from(c2, [...rows, r], [...columns, c2]),
        );
      });
    return canStep(row, column, isUp) && from(column, [row], [column]);
  };
  return closes(true) || closes(false);
}

/** The cells with their sums as a last row and column. */
function withSums(cells: readonly number[][]): number[][] {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const rows = cells.map((row) => [...row, sum(row)]);
  return [...rows, (rows[0] ?? []).map((_, at) => sum(rows.map((row) => row[at] ?? 0)))];
}

/**
 * Which entries of a table may be shown: none under five, and of the others as many as can be without one of those being
 * worked out. Sums come before cells, and the larger before the smaller: what most people did is what a class asks.
 * The number of all is always shown.
 */
function shownIn(values: number[][], few: number): boolean[][] {
  const last = values.length - 1;
  const isAll = (r: number, c: number) => r === last && c === last;
  const isSum = (r: number, c: number) => r === last || c === last;
  const shown = values.map((row, r) => row.map((_, c) => isAll(r, c)));
  const entries = values.flatMap((row, r) => row.map((value, c) => ({ value, r, c })));
  const small = entries.filter(({ value, r, c }) => value < few && !isAll(r, c));
  const large = entries
    .filter(({ value, r, c }) => value >= few && !isAll(r, c))
    .sort(
      (a, b) =>
        Number(isSum(b.r, b.c)) - Number(isSum(a.r, a.c)) || b.value - a.value || a.r - b.r || a.c - b.c,
    );
  for (const { r, c } of large) {
    const row = shown[r];
    if (!row) continue;
    row[c] = true;
    // Told with the others, it would give somebody away: it is told in words.
    if (small.some((one) => !canDiffer(values, shown, one.r, one.c))) row[c] = false;
  }
  return shown;
}

/** A table with what may be told in numbers. */
function tableOf(cells: number[][], few: number): SwingTable {
  const values = withSums(cells);
  const shown = shownIn(values, few);
  const last = cells.length;
  const figure = (r: number, c: number): Figure => (shown[r]?.[c] ? (values[r]?.[c] ?? 0) : null);
  return {
    voters: values[last]?.[last] ?? 0,
    cells: cells.map((row, r) => row.map((_, c) => figure(r, c))),
    before: cells.map((_, r) => figure(r, last)),
    after: cells.map((_, c) => figure(last, c)),
  };
}

type Voted = Ballot & { side: Side; before: Choice; after: Choice };

const isWhole = (ballot: Ballot): ballot is Voted =>
  ballot.side !== null && ballot.before !== null && ballot.after !== null;

function cellsOf(ballots: readonly Voted[], choices: readonly Choice[]): number[][] {
  return choices.map((from) =>
    choices.map((to) => ballots.filter(({ before, after }) => before === from && after === to).length),
  );
}

/**
 * How sure people were, 1 to 5. Told to the half: a mean of five to the decimal, 4.8, is that four said 5 and one said 4.
 * Where votes are by name it is told to the decimal.
 */
function meanOf(numbers: readonly (number | null)[], few: number): number {
  const said = numbers.filter((one) => one !== null);
  const parts = few > 0 ? 2 : 10;
  return said.length === 0
    ? 0
    : Math.round((said.reduce((sum, one) => sum + one, 0) * parts) / said.length) / parts;
}

/** Whether a table says anything but how many people it is of. */
export const tells = ({ cells, before, after }: SwingTable): boolean =>
  [...cells.flat(), ...before, ...after].some((figure) => figure !== null);

/** Sides added up, as far as each of them tells. */
function added(tables: readonly SwingTable[]): SwingTable {
  const plus = (a: Figure, b: Figure | undefined): Figure =>
    a === null || b === null || b === undefined ? null : a + b;
  return tables.reduce((all, one) => ({
    voters: all.voters + one.voters,
    cells: all.cells.map((row, r) => row.map((value, c) => plus(value, one.cells[r]?.[c]))),
    before: all.before.map((value, at) => plus(value, one.before[at])),
    after: all.after.map((value, at) => plus(value, one.after[at])),
  }));
}

/**
 * Claims that moved five or more. The voters that these leave are as good as told: where they would be fewer than five, or
 * nobody, the least of those claims is left out and counts among them.
 */
function moversOf(ballots: readonly Voted[], few: number): Swing["movedBy"] {
  const counts = new Map<string, number>();
  for (const { movedBy } of ballots)
    if (movedBy !== null) counts.set(movedBy, (counts.get(movedBy) ?? 0) + 1);
  const told = [...counts]
    .map(([claimId, count]) => ({ claimId, count }))
    .filter(({ count }) => count >= Math.max(few, 1))
    .sort((a, b) => b.count - a.count || (a.claimId < b.claimId ? -1 : 1));
  const named = told.reduce((sum, { count }) => sum + count, 0);
  return ballots.length - named < few ? told.slice(0, -1) : told;
}

/**
 * How a debate moved its voters: of those who voted twice and had a side, from what to what, by the side they were given.
 *
 * No number under five is in it, and none can be worked out from those that are: each side's table is told by itself, and
 * the sum of all is the sum of what the sides tell, if that is nothing too. That a side tells nothing says something of it,
 * which together with a number of all can give somebody away.
 *
 * @param few  fewer people than this are told in words; 0 where the class was told that votes are shown by name
 */
export function swingOf(ballots: readonly Ballot[], sides: readonly Side[], few: number = FEW): Swing {
  const choices = choicesOf(sides);
  const voted = ballots.filter(isWhole);
  if (voted.length < Math.max(few, 1)) return { choices, voters: null, sides: null, all: null, movedBy: [] };
  const movedBy = moversOf(voted, few);
  const bySide = sides.map((side) => ({ side, own: voted.filter((ballot) => ballot.side === side) }));
  if (bySide.some(({ own }) => own.length < few))
    return {
      choices,
      voters: voted.length,
      sides: null,
      all: tableOf(cellsOf(voted, choices), few),
      movedBy,
    };
  // By name there may be a side of which nobody voted twice: nothing is to be told of it.
  const heard = bySide.filter(({ own }) => own.length > 0);
  const tables = heard.map(({ side, own }) => ({
    side,
    table: tableOf(cellsOf(own, choices), few),
    confidence: {
      before: meanOf(
        own.map(({ confidenceBefore }) => confidenceBefore),
        few,
      ),
      after: meanOf(
        own.map(({ confidenceAfter }) => confidenceAfter),
        few,
      ),
    },
  }));
  return {
    choices,
    voters: voted.length,
    sides: tables,
    all: added(tables.map(({ table }) => table)),
    movedBy,
  };
}

const people = (count: number): string => `${count} ${count === 1 ? "person" : "people"}`;

/** How a side was moved, as a sentence. */
function sideWords(choices: readonly Choice[], side: Side, { voters, before, after }: SwingTable): string {
  const at = choices.indexOf(side);
  const [was, is] = [before[at] ?? null, after[at] ?? null];
  const of = `Of the ${voters} who were given the side “${SIDE_NAMES[side]}”`;
  if (was !== null && is !== null)
    return was === is
      ? `${of}, ${was} voted for it before and as many after.`
      : `${of}, ${was} voted for it before and ${is} after.`;
  if (is !== null) return `${of}, ${is} voted for it after.`;
  if (was !== null) return `${of}, ${was} voted for it before.`;
  return `${of}, too few moved alike to say in numbers how.`;
}

/** The swing in a sentence or two, before it is drawn. */
export function swingWords({ choices, voters, sides, all }: Swing): string {
  if (voters === null || all === null)
    return "Too few voted both times to say in numbers how the votes moved.";
  if (sides?.some(({ table }) => tells(table)))
    return sides.map(({ side, table }) => sideWords(choices, side, table)).join(" ");
  const told = choices
    .map((choice, at) => ({ choice, before: all.before[at] ?? null, after: all.after[at] ?? null }))
    .filter(({ before, after }) => before !== null && after !== null)
    .map(({ choice, before, after }) => `${SIDE_NAMES[choice]}: ${before} before, ${after} after`);
  if (told.length === 0)
    return `${people(voters)} voted both times; too few moved alike to say in numbers how.`;
  return `${people(voters)} voted both times. ${told.join(". ")}.`;
}
