import type postgres from "postgres";
import { DomainError } from "#domain/errors";
import { type Database, type Queries, queriesOn, WAITING_MAX } from "./client";

/** Whom the transaction acts for. `joinCodeHmac` is the capability of somebody who holds a class's code. */
export type Name = {
  userId: string | null;
  joinCodeHmac?: string;
  /** Everything is read as it stood in one moment, so that counts agree with lists; nothing can be written. */
  readsOnly?: boolean;
};

const SNAPSHOT = "isolation level repeatable read read only";

/** How long a request may wait for a connection before it is told to come back later. */
export const WAIT_MAX_MS = 5_000;

const unavailable = (): DomainError =>
  new DomainError(
    "UNAVAILABLE",
    "The database does not answer just now. What you wrote is kept; try again in a moment.",
  );

/**
 * Runs `work` in one transaction that names its person, so that row-level security shows that person's classes
 * and no others. The name holds for this transaction only, whatever becomes of the connection.
 *
 * The queue before the pool is bounded in length and in time: a request that cannot be served soon says so.
 *
 * @param database  the runtime role's pool
 * @param name      the person; null shows no classroom at all
 * @param work      gets the transaction; what it throws rolls everything back
 * @throws {DomainError} UNAVAILABLE  WAITING_MAX others wait already, or none of the pool came free in WAIT_MAX_MS
 */
export async function asActor<T>(
  database: Database,
  name: Name,
  work: (tx: Queries) => Promise<T>,
): Promise<T> {
  const { line } = database;
  if (line.waiting >= WAITING_MAX) throw unavailable();
  line.waiting++;
  let isWaiting = true;
  const leave = () => {
    if (isWaiting) line.waiting--;
    isWaiting = false;
  };
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      leave();
      reject(unavailable());
    }, WAIT_MAX_MS);
  });
  const done = database.sql.begin(name.readsOnly ? SNAPSHOT : "", (client) => {
    // Given up meanwhile: nobody waits for the answer, so nothing is done.
    if (!isWaiting) throw unavailable();
    clearTimeout(timer);
    leave();
    return named(client, name, work);
  }) as Promise<T>;
  try {
    return await Promise.race([done, tooLong]);
  } finally {
    clearTimeout(timer);
    leave();
  }
}

async function named<T>(
  client: postgres.TransactionSql,
  name: Name,
  work: (tx: Queries) => Promise<T>,
): Promise<T> {
  let isOver = false;
  // Once the transaction has ended, its connection is somebody else's: a statement that comes late must not run there.
  const guarded = Object.create(client, {
    unsafe: {
      value: (...args: Parameters<typeof client.unsafe>) => {
        if (isOver) throw new Error("a statement came after the end of its transaction");
        return client.unsafe(...args);
      },
    },
  }) as postgres.TransactionSql;
  // Sent but not awaited before the work: one connection answers in order, and `execute` hands this over before
  // the work can hand over its first query, so the name is set without a round trip of its own.
  const naming = client`select set_config('app.user_id', ${name.userId ?? ""}, true),
    set_config('app.join_code_hmac', ${name.joinCodeHmac ?? ""}, true)`.execute();
  try {
    const [, result] = await Promise.all([naming, work(queriesOn(guarded))]);
    return result;
  } finally {
    isOver = true;
  }
}
