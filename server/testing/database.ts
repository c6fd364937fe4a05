import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, openDatabase } from "#db/client";
import type { Context } from "../context";
import { readEnv } from "../env";
import { Bus } from "../feed/bus";
import { TEMPLATE } from "./postgres";

/** A database of a test's own, and the process's context on it. */
export type TestDatabase = {
  context: Context;
  bus: Bus;
  /** As the owner: passes the fence, for setting the scene and looking behind it. */
  owner: postgres.Sql;
  ownerUrl: string;
  runtimeUrl: string;
  /** Statements the runtime role has sent since the last call, in order. */
  statements(): string[];
  close(): Promise<void>;
};

function urlOf(base: string, database: string): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Copies the template: a real PostgreSQL database with the guide and nobody in it.
 *
 * @param overrides  environment variables the context shall see
 */
export async function openTestDatabase(overrides: Record<string, string> = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = postgres(inject("adminUrl"), { max: 1, onnotice: () => {} });
  const ownerRole = decodeURIComponent(new URL(inject("ownerUrl")).username);
  // Two files may copy the template in the same moment; PostgreSQL refuses while another session is connected to it.
  await admin.begin(async (sql) => sql`select pg_advisory_xact_lock(1)`);
  await admin.unsafe(`create database ${name} template ${TEMPLATE} owner "${ownerRole}"`);
  const ownerUrl = urlOf(inject("ownerUrl"), name);
  const runtimeUrl = urlOf(inject("runtimeUrl"), name);
  const env = readEnv({
    NODE_ENV: "test",
    RUNTIME_DATABASE_URL: runtimeUrl,
    PUBLIC_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret of the tests, long enough to be one",
    SETUP_CODE: "set-up-code-of-the-tests",
    ...overrides,
  });
  let sent: string[] = [];
  const database: Database = openDatabase(runtimeUrl, { max: 5, debug: (query) => sent.push(query) });
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const context = { env, database };
  const bus = new Bus(context);
  return {
    context,
    bus,
    owner,
    ownerUrl,
    runtimeUrl,
    statements() {
      const seen = sent;
      sent = [];
      return seen;
    },
    async close() {
      await bus.stop();
      await database.sql.end({ timeout: 2 });
      await owner.end({ timeout: 2 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
