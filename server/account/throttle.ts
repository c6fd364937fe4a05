import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { DomainError } from "#domain/errors";

/** Wrong tries that cost nothing; each further one doubles the wait. */
export const FREE_TRIES = 5;
export const DELAY_MAX_SECONDS = 15 * 60;

/**
 * Takes leave to weigh one guess, counting it as wrong in advance: a hundred guesses sent at once find the door
 * closed after the fifth. `forgive` takes the count back when the guess was right.
 *
 * @param key  whose guesses: an account at unknown browsers, or one known browser of it
 * @throws {DomainError} RATE_LIMITED  with `retryAfterSeconds`; the guess is not to be weighed
 */
export async function takeTry(queries: Queries, key: string): Promise<void> {
  const rows = await queries.execute(sql`
    insert into throttles as t (key, failures, free_at) values (${key}, 1, now())
    on conflict (key) do update set
      failures = case when t.updated_at < now() - interval '1 day' then 1 else t.failures + 1 end,
      free_at = case when t.updated_at < now() - interval '1 day' or t.failures + 1 <= ${FREE_TRIES} then now()
        else now() + make_interval(secs => least(${DELAY_MAX_SECONDS}::int, power(2, least(t.failures + 1 - ${FREE_TRIES}, 20)))) end,
      updated_at = now()
    where t.free_at <= now()
    returning 1`);
  if (rows.length > 0) return;
  const [wait] = await queries.execute<{ seconds: number }>(
    sql`select greatest(1, ceil(extract(epoch from free_at - now())))::int as seconds from throttles where key = ${key}`,
  );
  throw tooFast(wait?.seconds ?? 1);
}

/** Forgets the wrong guesses of a key, after a right one. */
export async function forgive(queries: Queries, key: string): Promise<void> {
  await queries.execute(sql`delete from throttles where key = ${key}`);
}

/** Wrong codes the whole installation may try before codes rest, and how fast the budget refills. */
export const CODE_BUDGET = 600;
export const CODE_REFILL_PER_MINUTE = 60;

/**
 * Takes leave to look one code up, counting it as wrong in advance: a thousand sent at once find the budget spent.
 * A school is one address, so the budget is everybody's; `giveCodeBack` returns what a right code took.
 *
 * @throws {DomainError} RATE_LIMITED  too many wrong codes were tried on this installation lately
 */
export async function takeCodeTry(queries: Queries): Promise<void> {
  // Whole tries only, and the clock moves on by just these: many small waits refill as much as one long one.
  const refilled = sql`greatest(0, floor(extract(epoch from now() - t.updated_at) / 60 * ${CODE_REFILL_PER_MINUTE}::int))::int`;
  const rows = await queries.execute(sql`
    insert into throttles as t (key, failures, free_at) values ('codes', 1, now())
    on conflict (key) do update set failures = 1 + greatest(0, t.failures - ${refilled}),
      updated_at = case when t.failures <= ${refilled} then now()
        else t.updated_at + make_interval(secs => ${refilled} * 60.0 / ${CODE_REFILL_PER_MINUTE}::int) end
    where t.failures - ${refilled} < ${CODE_BUDGET}::int
    returning 1`);
  if (rows.length > 0) return;
  throw new DomainError(
    "RATE_LIMITED",
    "Too many wrong codes were tried here. Wait a minute, then try again.",
    { retryAfterSeconds: 60 },
  );
}

/** Gives back what a right code took from the installation's budget. */
export async function giveCodeBack(queries: Queries): Promise<void> {
  await queries.execute(sql`update throttles set failures = greatest(0, failures - 1) where key = 'codes'`);
}

function tooFast(seconds: number): DomainError {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new DomainError("RATE_LIMITED", `Too many wrong passwords for this account. Try again in ${wait}.`, {
    retryAfterSeconds: seconds,
  });
}
