import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { grantRuntime } from "#db/grants";
import { startThrowawayPostgres } from "../../scripts/embedded-postgres.mjs";
import { publishGuide } from "../guide/publish";
import { readGuide } from "../guide/source";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    ownerUrl: string;
    runtimeUrl: string;
  }
}

/** The database every test file gets a copy of: migrated, with the guide, without people. */
export const TEMPLATE = "commonplace_template";

/** Starts a PostgreSQL for the run and prepares the template once. */
export default async function setup(project: TestProject) {
  const server = await startThrowawayPostgres();
  const root = join(import.meta.dirname, "..", "..");
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  const owner = new URL(server.ownerUrl);
  await admin.unsafe(`create database ${TEMPLATE} owner "${decodeURIComponent(owner.username)}"`);
  await admin.end();
  owner.pathname = `/${TEMPLATE}`;
  const sql = postgres(owner.href, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder: join(root, "db", "migrations") });
  await grantRuntime(sql, decodeURIComponent(new URL(server.runtimeUrl).username));
  const source = await readGuide(join(root, "content", "guides", "never-let-me-go"));
  await drizzle(sql).transaction((tx) => publishGuide(tx, "never-let-me-go", source));
  await sql.end();
  project.provide("adminUrl", server.adminUrl);
  project.provide("ownerUrl", server.ownerUrl);
  project.provide("runtimeUrl", server.runtimeUrl);
  return () => server.stop();
}
