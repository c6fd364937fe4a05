import type { Side } from "#domain/debate/sides";

type Said = { id: string; side: Side; answersId: string | null };

/** Something that was said, and all that came of it across the fold. */
export type Row<Claim> = { of: Claim; answers: Claim[] };

/**
 * Everything on facing pages: what stands by itself with all that answers it, and the answers to those. What the third
 * position says by itself stands alone; what answers something that is not shown stands by itself too.
 */
export function facing<Claim extends Said>(claims: readonly Claim[]): { rows: Row<Claim>[]; alone: Claim[] } {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const rootOf = (claim: Claim): Claim => {
    const parent = claim.answersId === null ? undefined : byId.get(claim.answersId);
    return parent ? rootOf(parent) : claim;
  };
  const rows = new Map<string, Row<Claim>>();
  const alone: Claim[] = [];
  for (const claim of claims) {
    const root = rootOf(claim);
    if (root.side === "third") alone.push(claim);
    else if (root === claim) rows.set(claim.id, { of: claim, answers: [] });
    else rows.get(root.id)?.answers.push(claim);
  }
  return { rows: [...rows.values()], alone };
}
