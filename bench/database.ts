import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { Env } from "#server/env";
import { readEnv } from "#server/env";
import { startEmbeddedPostgres } from "../scripts/embedded-postgres.mjs";
import type { Lifecycle } from "../scripts/lifecycle.mjs";
import { locateCluster } from "../scripts/postgres-account.mjs";
import { addThreads, type Site, seedClass } from "./seed";

const SMALL_SITE_THREADS = 100;
const LARGE_SITE_THREADS = 2_000;
const MEASURED_THREADS = 3;

/** The two sites of the bench: the same class among 100 threads, and among 2,000. */
export type Databases = {
  site: Site;
  secret: string;
  /** The process whose tree is PostgreSQL. */
  pid: number;
  small: { ownerUrl: string; runtimeUrl: string };
  large: { ownerUrl: string; runtimeUrl: string } | null;
};

const named = (address: string, database: string): string => {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
};

/** The environment of a process that serves one of the two sites. */
export const environmentOf = (runtimeUrl: string, secret: string, port: number): NodeJS.ProcessEnv => ({
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  HOSTNAME: "127.0.0.1",
  PORT: String(port),
  PUBLIC_URL: `http://localhost:${port}`,
  NEXTAUTH_URL: `http://localhost:${port}`,
  NEXTAUTH_SECRET: secret,
  RUNTIME_DATABASE_URL: runtimeUrl,
});

/**
 * Starts a PostgreSQL of the bench's own, as durable as a school's, and seeds it.
 *
 * @param withLarge  whether the site of 2,000 threads is needed
 */
export async function startDatabases(
  root: string,
  lifecycle: Lifecycle,
  withLarge: boolean,
): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-bench-"));
  // The account that PostgreSQL runs as passes through; mkdtemp lets nobody else in.
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  const dataDir = join(folder, "data");
  const server = await startEmbeddedPostgres({ dataDir, root });
  lifecycle.onStop(async () => {
    await server.stop();
    rmSync(locateCluster(dataDir).home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const secret = randomBytes(32).toString("hex");
  prepare(root, server);
  const small = { ownerUrl: server.ownerUrl, runtimeUrl: server.runtimeUrl };
  const env: Env = readEnv(environmentOf(small.runtimeUrl, secret, 3000));
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  const site = await seedClass(owner, env);
  await addThreads(owner, SMALL_SITE_THREADS - MEASURED_THREADS, "small");
  await owner.end();
  const large = withLarge ? await copyAndGrow(server) : null;
  const admin = postgres(named(server.adminUrl, "commonplace"), { max: 1, onnotice: () => {} });
  await admin`vacuum (analyze)`;
  await admin`checkpoint`;
  await admin.end();
  return { site, secret, pid: server.pid(), small, large };
}

function prepare(root: string, server: { ownerUrl: string; runtimeUrl: string }): void {
  const run = spawnSync(process.execPath, ["--import", "tsx", join("scripts", "prepare.ts")], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      COMMONPLACE_ROOT: root,
      MIGRATE_DATABASE_URL: server.ownerUrl,
      RUNTIME_DATABASE_URL: server.runtimeUrl,
    },
  });
  if (run.status !== 0) throw new Error(`The database could not be prepared.\n${run.stderr}`);
}

async function copyAndGrow(server: { adminUrl: string; ownerUrl: string; runtimeUrl: string }) {
  const database = "commonplace_large";
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${database} template commonplace owner commonplace_owner`);
  await admin.unsafe(`grant connect on database ${database} to commonplace_runtime`);
  await admin.end();
  const owner = postgres(named(server.ownerUrl, database), { max: 1, onnotice: () => {} });
  await addThreads(owner, LARGE_SITE_THREADS - SMALL_SITE_THREADS, "large");
  await owner.end();
  const inside = postgres(named(server.adminUrl, database), { max: 1, onnotice: () => {} });
  await inside`vacuum (analyze)`;
  await inside.end();
  return { ownerUrl: named(server.ownerUrl, database), runtimeUrl: named(server.runtimeUrl, database) };
}
