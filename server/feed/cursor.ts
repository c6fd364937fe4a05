import { z } from "zod";
import type { ClassroomActor } from "#domain/actor";
import { open, seal } from "../secret";
import { rightsOf } from "./rights";

/** How far a reader has been told about a class, and with which rights. */
export type Position = { seq: number; rights: string };

/** Where a reader stands in each class, by classroom id. */
export type Positions = Map<string, Position>;

const Places = z
  .array(z.tuple([z.uuid(), z.string().regex(/^\d{15}$/), z.string().regex(/^[0-9a-f]{8}$/)]))
  .max(200);

/** Where a member stands who has been told everything up to a change. */
export const positionOf = (actor: ClassroomActor, seq: number): Position => ({
  seq,
  rights: rightsOf(actor),
});

/**
 * Seals positions into the cursor that browsers hold: they can neither read nor compare it, so no count or order of
 * what is hidden can be told from it. Its length depends on the number of classes only.
 */
export const sealPositions = (secret: string, positions: Positions): string =>
  seal(
    secret,
    "cursor",
    JSON.stringify(
      [...positions].sort().map(([id, { seq, rights }]) => [id, String(seq).padStart(15, "0"), rights]),
    ),
  );

/** Opens a cursor; null for anything we did not make. */
export function openPositions(secret: string, cursor: string): Positions | null {
  const text = open(secret, "cursor", cursor);
  if (text === null) return null;
  const places = Places.safeParse(JSON.parse(text));
  return places.success
    ? new Map(places.data.map(([id, seq, rights]) => [id, { seq: Number(seq), rights }]))
    : null;
}

/** What was read of a class as its page is given it: the sequence sealed into the cursor where live goes on. */
export function withCursor<Read extends { seq: number }>(
  { env, actor }: { env: { secret: string }; actor: ClassroomActor },
  { seq, ...read }: Read,
): Omit<Read, "seq"> & { cursor: string } {
  return {
    ...read,
    cursor: sealPositions(env.secret, new Map([[actor.classroomId, positionOf(actor, seq)]])),
  };
}
