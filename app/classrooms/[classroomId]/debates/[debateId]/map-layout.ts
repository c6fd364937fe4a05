import type { ClaimView, Side } from "./page-types";
import { type Said, treesOf } from "./rows";

/** Where something said stands on the map: what answers it stands to its right, one below the other. */
export type Spot = { claim: ClaimView; column: number; row: number };
export type MapLayout = {
  spots: Spot[];
  links: { from: Spot; to: Spot }[];
  columns: number;
  rows: number;
};

/** The map of a debate: a tree for each claim, read from the left. */
export function mapOf(claims: readonly ClaimView[], sides: readonly Side[]): MapLayout {
  const spots: Spot[] = [];
  const links: MapLayout["links"] = [];
  let rows = 0;
  const place = ({ claim, answers }: Said, column: number): Spot => {
    const spot: Spot = { claim, column, row: rows };
    spots.push(spot);
    if (answers.length === 0) rows++;
    for (const answer of answers) links.push({ from: place(answer, column + 1), to: spot });
    return spot;
  };
  for (const tree of treesOf(claims, sides)) place(tree, 0);
  return { spots, links, rows, columns: Math.max(0, ...spots.map(({ column }) => column + 1)) };
}
