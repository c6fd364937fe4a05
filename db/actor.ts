import { type Database, type Queries, queriesOn } from "./client";

/** Whom the transaction acts for. `joinCodeHmac` is the capability of somebody who holds a class's code. */
export type Name = { userId: string | null; joinCodeHmac?: string };

/**
 * Runs `work` in one transaction that names its person, so that row-level security shows that person's classes
 * and no others. The name holds for this transaction only, whatever becomes of the connection.
 *
 * @param database  the runtime role's pool
 * @param name      the person; null shows no classroom at all
 * @param work      gets the transaction; what it throws rolls everything back
 */
export function asActor<T>(database: Database, name: Name, work: (tx: Queries) => Promise<T>): Promise<T> {
  return database.sql.begin(async (client) => {
    const tx = queriesOn(client);
    // Sent but not awaited before the work: one connection answers in order, and `execute` hands this over before
    // the work can hand over its first query, so the name is set without a round trip of its own.
    const named = client`select set_config('app.user_id', ${name.userId ?? ""}, true),
      set_config('app.join_code_hmac', ${name.joinCodeHmac ?? ""}, true)`.execute();
    const [, result] = await Promise.all([named, work(tx)]);
    return result;
  }) as Promise<T>;
}
