import type { ClaimView } from "#domain/debate/claim";
import { type Choice, SIDE_NAMES, type Side } from "#domain/debate/sides";
import type { Figure, Swing, SwingTable } from "#domain/debate/swing";
import { nameOf } from "../../debate-words";

/** Who voted what, where votes are by name. */
export type NamedVote = {
  name: string;
  side: Side | null;
  before: Choice | null;
  after: Choice | null;
  movedBy: string | null;
};

/** A table of a transcript, whatever it is written in. */
export type Table = { title: string; head: string[]; rows: (string | number)[][] };

const figureWords = (figure: Figure | undefined): string | number => figure ?? "not told";
const choiceWords = (choice: Choice | null): string => (choice ? SIDE_NAMES[choice] : "no vote");

/** Of those who voted twice: from what, to what. What the debate's page does not tell is not told here either. */
function fromTo(title: string, choices: readonly Choice[], table: SwingTable): Table {
  return {
    title: `${title}: ${table.voters}`,
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

/** Everything that is told of the votes: how they moved, of all and by side, what moved people, and who voted what. */
export function voteTables(swing: Swing, votes: readonly NamedVote[], claims: readonly ClaimView[]): Table[] {
  const { choices, all, sides, movedBy } = swing;
  const named = (id: string | null) => {
    const claim = claims.find((one) => one.id === id);
    return claim ? nameOf(claim) : id === null ? "nothing" : "a claim that is gone";
  };
  const tables = all ? [fromTo("Everybody", choices, all)] : [];
  for (const { side, table } of sides ?? [])
    tables.push(fromTo(`Given the side “${SIDE_NAMES[side]}”`, choices, table));
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
