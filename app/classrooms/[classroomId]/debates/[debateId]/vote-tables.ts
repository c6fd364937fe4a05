import type { ClaimView } from "#domain/debate/claim";
import { type Choice, SIDE_NAMES, type Side } from "#domain/debate/sides";
import { type Figure, type Swing, type SwingTable, tells } from "#domain/debate/swing";
import { nameOf } from "../debate-words";

/** Who voted what, where votes are by name. */
export type NamedVote = {
  name: string;
  side: Side | null;
  before: Choice | null;
  after: Choice | null;
  movedBy: string | null;
};

/** A table of the votes, whatever it is written in; a sentence where it would tell nothing. */
export type Table =
  | { title: string; head: string[]; rows: (string | number)[][] }
  | { title: string; words: string };

const figureWords = (figure: Figure | undefined): string | number => figure ?? "not told";
const choiceWords = (choice: Choice | null): string => (choice ? SIDE_NAMES[choice] : "no vote");

/** Of those who voted twice: from what, to what. What the debate's page does not tell is not told here either. */
function fromTo(name: string, choices: readonly Choice[], table: SwingTable): Table {
  const title = `${name}: ${table.voters}`;
  if (!tells(table)) return { title, words: "Too few moved alike to say in numbers how." };
  return {
    title,
    head: ["Before, then after", ...choices.map((choice) => SIDE_NAMES[choice]), "Before"],
    rows: [
      ...choices.map((from, row) => [
        SIDE_NAMES[from],
        ...choices.map((_, column) => figureWords(table.cells[row]?.[column])),
        figureWords(table.before[row]),
      ]),
      ["After", ...choices.map((_, column) => figureWords(table.after[column])), table.voters],
    ],
  };
}

/** How everybody moved. */
export const tableOfAll = (choices: readonly Choice[], table: SwingTable): Table =>
  fromTo("Everybody", choices, table);

/** How one side moved. */
export const tableOfSide = (choices: readonly Choice[], side: Side, table: SwingTable): Table =>
  fromTo(`Given the side “${SIDE_NAMES[side]}”`, choices, table);

/** Everything that is told of the votes: how they moved, of all and by side, what moved people, and who voted what. */
export function voteTables(swing: Swing, votes: readonly NamedVote[], claims: readonly ClaimView[]): Table[] {
  const { choices, all, sides, movedBy } = swing;
  const named = (id: string | null) => {
    const claim = claims.find((one) => one.id === id);
    return claim ? nameOf(claim) : id === null ? "nothing" : "a claim that is gone";
  };
  const tables = all ? [tableOfAll(choices, all)] : [];
  for (const { side, table } of sides ?? []) tables.push(tableOfSide(choices, side, table));
  if (sides)
    tables.push({
      title: "How sure they were, of 5",
      head: ["Given the side", "Before", "After"],
      rows: sides.map(({ side, confidence }) => [SIDE_NAMES[side], confidence.before, confidence.after]),
    });
  if (movedBy.length > 0)
    tables.push({
      title: "What moved them",
      head: ["Claim", "People"],
      rows: movedBy.map(({ claimId, count }) => [named(claimId), count]),
    });
  if (votes.length > 0)
    tables.push({
      title: "Who voted what",
      head: ["Student", "Side", "Before", "After", "Moved by"],
      rows: votes.map(({ name, side, before, after, movedBy: claimId }) => [
        name,
        side ? SIDE_NAMES[side] : "no side",
        choiceWords(before),
        choiceWords(after),
        named(claimId),
      ]),
    });
  return tables;
}
