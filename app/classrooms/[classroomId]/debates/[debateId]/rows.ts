import type { ClaimView, Side } from "./page-types";

/** Something said, and what answers it. */
export type Said = { claim: ClaimView; answers: Said[] };

/** One row of the facing pages: a claim, and everything that was said to it, each after what it answers. */
export type Row = { claim: ClaimView; answers: { claim: ClaimView; depth: number; to: ClaimView }[] };

/** The claims as trees: by side, as they are numbered. What answers something that is not there stands by itself. */
export function treesOf(claims: readonly ClaimView[], sides: readonly Side[]): Said[] {
  const said = new Map<string, Said>(claims.map((claim) => [claim.id, { claim, answers: [] }]));
  const roots: Said[] = [];
  for (const one of said.values()) {
    const to = one.claim.answersId === null ? undefined : said.get(one.claim.answersId);
    (to?.answers ?? roots).push(one);
  }
  return roots.sort(
    (a, b) => sides.indexOf(a.claim.side) - sides.indexOf(b.claim.side) || a.claim.number - b.claim.number,
  );
}

/** The facing pages, row by row, in the order they are read. */
export function rowsOf(claims: readonly ClaimView[], sides: readonly Side[]): Row[] {
  return treesOf(claims, sides).map((root) => {
    const answers: Row["answers"] = [];
    const walk = ({ claim: to, answers: next }: Said, depth: number) => {
      for (const one of next) {
        answers.push({ claim: one.claim, depth, to });
        walk(one, depth + 1);
      }
    };
    walk(root, 1);
    return { claim: root.claim, answers };
  });
}

/** Whether somebody has answered a claim, of what this page knows. */
export const isAnswered = (claims: readonly ClaimView[], id: string): boolean =>
  claims.some(({ answersId, comment }) => answersId === id && comment.author !== null);

/** A claim takes the place of what this page knew of it, or comes to the others. */
export function withClaim(claims: readonly ClaimView[], claim: ClaimView): ClaimView[] {
  const isKnown = claims.some(({ id }) => id === claim.id);
  return isKnown ? claims.map((one) => (one.id === claim.id ? claim : one)) : [...claims, claim];
}
