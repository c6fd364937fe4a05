import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** Requests that may wait for a connection before the next one is told to come back later. */
export const WAITING_MAX = 200;
const POOL_SIZE = 10;

/** Everything a service needs to talk to the database: Drizzle, inside or outside a transaction. */
export type Queries = PgDatabase<PostgresJsQueryResultHKT>;

/**
 * The pool. `sql` is postgres.js itself; only db/ and the bus that LISTENs touch it. `line` is the queue before it.
 */
export type Database = { sql: postgres.Sql; queries: Queries; line: { waiting: number } };

const dialect = new PgDialect();

/**
 * Seconds to wait before connecting again. postgres.js would wait up to twenty, and every request with it: the
 * database is back sooner than that.
 */
export const reconnectDelay = (attempt: number): number => Math.min(0.05 * 2 ** attempt, 0.25);

const asIs = (value: unknown) => value;
// Drizzle wants moments as the text PostgreSQL sends and converts by the column's own mode; JSON it writes itself.
const TYPES = {
  moment: { to: 1184, from: [1184, 1082, 1083, 1114], serialize: asIs, parse: asIs },
  json: { to: 3802, from: [3802, 114], serialize: asIs, parse: JSON.parse },
} as unknown as Record<string, postgres.PostgresType>;

/**
 * Wraps one postgres.js connection, pool or transaction for Drizzle.
 *
 * Drizzle sends its statements by `unsafe`, which postgres.js plans anew each time; here they are prepared once a
 * connection instead, which halves the cost of the thread window.
 */
export function queriesOn(client: postgres.Sql | postgres.TransactionSql): Queries {
  const prepared = Object.create(client, {
    unsafe: {
      value: (query: string, params?: never[]) => client.unsafe(query, params, { prepare: true }),
    },
  }) as postgres.Sql;
  return new PgDatabase(
    dialect,
    new PostgresJsSession(prepared, dialect, undefined, {}),
    undefined,
  ) as Queries;
}

/**
 * Opens the pool of the runtime role.
 *
 * @param url      of a role that is neither owner nor superuser
 * @param options  `max` connections (default 10); `debug` sees every statement (tests count them)
 */
export function openDatabase(
  url: string,
  options: { max?: number; debug?: (query: string) => void; applicationName?: string } = {},
): Database {
  const sql = postgres(url, {
    max: options.max ?? POOL_SIZE,
    connect_timeout: 4,
    backoff: reconnectDelay,
    idle_timeout: 60,
    max_lifetime: 30 * 60,
    onnotice: () => {},
    types: TYPES,
    ...(options.debug ? { debug: (_: number, query: string) => options.debug?.(query) } : {}),
    connection: {
      application_name: options.applicationName ?? "commonplace",
      statement_timeout: 5_000,
      lock_timeout: 4_000,
      idle_in_transaction_session_timeout: 10_000,
      // Planning the thread window costs more than running it. Statements are written so that one plan serves all;
      // server/comment/speed.test.ts looks at those plans.
      plan_cache_mode: "force_generic_plan",
    },
  });
  return { sql, queries: queriesOn(sql), line: { waiting: 0 } };
}
