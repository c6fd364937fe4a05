export type EmbeddedPostgres = {
  /** The port on 127.0.0.1. */
  port: number;
  /** Superuser, database `postgres`: for making databases and roles, never for the application. */
  adminUrl: string;
  /** `commonplace_owner`, database `commonplace`: migrations. Owner of the database, not a superuser. */
  ownerUrl: string;
  /** `commonplace_runtime`, database `commonplace`: the application. May connect, and what it is granted. */
  runtimeUrl: string;
  /** Whether a server that ran already was taken over. */
  adopted: boolean;
  /** The server's process id (a new one after `restart`). */
  pid(): number;
  /** Whether the server's process runs. */
  isAlive(): boolean;
  /** Starts it again on the same port after it was killed. */
  restart(): Promise<void>;
  /** Ends all connections and stops it; returns when the process is gone. */
  stop(): Promise<void>;
};

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that runs on it.
 *
 * Makes the cluster, the database `commonplace` with its extensions, and the roles; keeps their passwords in
 * `dataDir`, readable by the present account only. The server outlives this process: call `stop`.
 *
 * @throws a `Refusal` with one sentence: wrong account, no programs for this machine, disk full, …
 */
export function startEmbeddedPostgres(options: {
  /** Kept between starts; made when absent. The cluster is in `dataDir/postgres`. */
  dataDir: string;
  /** A free one by default. */
  port?: number;
  /** False turns fsync off, for tests. */
  durable?: boolean;
  /** The checkout whose `node_modules` holds the programs. */
  root?: string;
}): Promise<EmbeddedPostgres>;

/**
 * Starts an empty PostgreSQL for one test run in a temporary folder, without fsync; `stop` removes the folder.
 * What a killed run left behind is swept by the next.
 */
export function startThrowawayPostgres(): Promise<EmbeddedPostgres>;
