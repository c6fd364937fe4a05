import { z } from "zod";
import { open, seal } from "../secret";

/** How far a reader has been told about each class: classroom id to change sequence. */
export type Positions = Map<string, number>;

const Pairs = z.array(z.tuple([z.uuid(), z.string().regex(/^\d{15}$/)])).max(200);

/**
 * Seals positions into the cursor that browsers hold: they can neither read nor compare it, so no count or order of
 * what is hidden can be told from it. Its length depends on the number of classes only.
 */
export const sealPositions = (secret: string, positions: Positions): string =>
  seal(
    secret,
    "cursor",
    JSON.stringify([...positions].sort().map(([id, seq]) => [id, String(seq).padStart(15, "0")])),
  );

/** Opens a cursor; null for anything we did not make. */
export function openPositions(secret: string, cursor: string): Positions | null {
  const text = open(secret, "cursor", cursor);
  if (text === null) return null;
  const pairs = Pairs.safeParse(JSON.parse(text));
  return pairs.success ? new Map(pairs.data.map(([id, seq]) => [id, Number(seq)])) : null;
}
