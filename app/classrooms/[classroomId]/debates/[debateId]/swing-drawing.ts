import type { Figure, SwingTable } from "#domain/debate/swing";

/** How wide all voters are drawn. */
export const WIDTH = 1040;

/** A piece of a bar: a choice by its place, or null for all that is not told, whose number is never written. */
export type Piece = { at: number | null; start: number; width: number; count: number };

/** People who moved alike, from their place above to their place below. */
export type Flow = { key: string; from: number; to: number; width: number; isMoved: boolean };

/** A bar of the told sums; what they leave is one piece at its end, which tells nothing that they do not. */
function piecesOf(figures: readonly Figure[], voters: number, unit: number): Piece[] {
  let start = 0;
  const add = (at: number | null, count: number): Piece => {
    const piece = { at, start, width: count * unit, count };
    start += piece.width;
    return piece;
  };
  const told = figures.flatMap((figure, at) => (figure ? [add(at, figure)] : []));
  const left = voters - told.reduce((sum, { count }) => sum + count, 0);
  return left > 0 ? [...told, add(null, left)] : told;
}

/** Where the next people of a choice stand in a bar; those of a choice that is not told among all that are not. */
function placer(pieces: readonly Piece[]): (at: number, width: number) => number | null {
  const next = new Map(pieces.map(({ at, start }) => [at, start]));
  return (at, width) => {
    const key = next.has(at) ? at : null;
    const start = next.get(key);
    if (start === undefined) return null;
    next.set(key, start + width);
    return start;
  };
}

/** The swing as it is drawn: two bars and, between them, the cells that are told. */
export function swingDrawing({ voters, cells, before, after }: SwingTable) {
  const unit = WIDTH / Math.max(1, voters);
  const [above, below] = [piecesOf(before, voters, unit), piecesOf(after, voters, unit)];
  const [fromOf, toOf] = [placer(above), placer(below)];
  const flows = cells.flatMap((row, r) =>
    row.flatMap((figure, c): Flow[] => {
      const width = (figure ?? 0) * unit;
      const [from, to] = width > 0 ? [fromOf(r, width), toOf(c, width)] : [null, null];
      return from === null || to === null ? [] : [{ key: `${r} ${c}`, from, to, width, isMoved: r !== c }];
    }),
  );
  return { before: above, after: below, flows };
}
