import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { authorize } from "#domain/policy";
import { iso } from "../comment/view";
import { columnsFor, OWN_DUE, type PromptStanding, promptsOf, type StandingRow, standingOf } from "./lines";

export const PROMPTS_WINDOW = 40;

/** A prompt in the list of all of them. */
export type PromptLine = PromptStanding & {
  questionKey: string | null;
  claimKey: string | null;
  opensAt: string;
  /** Teachers only: a draft, or not open yet. */
  isPublished: boolean;
  isOpen: boolean;
};

/**
 * The prompts of the class that are the actor's to know of: those due soonest first, then what is over, the latest
 * first, by the actor's own deadlines. One statement.
 *
 * @param after  how many the windows before held
 */
export async function listPrompts(
  tx: Queries,
  actor: ClassroomActor,
  after: number,
): Promise<{ items: PromptLine[]; nextCursor: string | null }> {
  authorize(actor, "assignment.read");
  const rows = await tx.execute<
    StandingRow & {
      question_key: string | null;
      claim_key: string | null;
      opens_at: string;
      published: boolean;
      has_opened: boolean;
    }
  >(sql`
    select ${columnsFor(actor)},
      (select q.key from questions q where q.id = p.question_id) as question_key,
      (select replace(c.path, 'claims/', '') from sections c where c.id = p.claim_id) as claim_key,
      ${iso(sql`a.opens_at`)} as opens_at, p.published_at is not null as published, a.opens_at <= now() as has_opened
    ${promptsOf(actor)}
    order by ${OWN_DUE} < now(), abs(extract(epoch from ${OWN_DUE} - now())), a.id
    offset ${after}::int limit ${sql.raw(String(PROMPTS_WINDOW + 1))}`);
  const items = rows.slice(0, PROMPTS_WINDOW).map(
    (row): PromptLine => ({
      ...standingOf(actor, row),
      questionKey: row.question_key,
      claimKey: row.claim_key,
      opensAt: row.opens_at,
      isPublished: row.published,
      isOpen: row.has_opened,
    }),
  );
  return { items, nextCursor: rows.length > PROMPTS_WINDOW ? String(after + PROMPTS_WINDOW) : null };
}
