// Brings a database to what this version needs: tables, rights of the runtime role, the guides of content/.
// Prints one line of JSON. Ends with 3 and one sentence when it refuses on purpose.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { grantRuntime } from "#db/grants";
import { CHANGE_KEEP_DAYS } from "#domain/live";
import { publishGuide } from "#server/guide/publish";
import { GuideSourceError, readGuide } from "#server/guide/source";

const root = process.env.COMMONPLACE_ROOT ?? join(import.meta.dirname, "..");

/** A refusal a person can act on; anything else that is thrown is a defect. */
class Refusal extends Error {}

type Journal = { entries: { when: number; tag: string }[] };

/** A database that a newer version has migrated is left alone: this version would not know its tables. */
async function refuseNewer(owner: postgres.Sql, journal: Journal): Promise<void> {
  const [known] = await owner`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!known?.name) return;
  const [last] = await owner`select max(created_at) as at from drizzle.__drizzle_migrations`;
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  if (Number(last?.at ?? 0) > newest)
    throw new Refusal(
      "This database was made by a newer version of Commonplace. Install that version, or restore a backup from before.",
    );
}

const EXTENSIONS = ["pg_trgm", "btree_gin"];

/** Search needs what PostgreSQL's own distribution brings along; some servers come without it. */
async function refuseWithoutExtensions(owner: postgres.Sql): Promise<void> {
  const found = await owner<{ name: string }[]>`
    select name from pg_available_extensions where name = any (${EXTENSIONS})`;
  const missing = EXTENSIONS.filter((name) => !found.some((row) => row.name === name));
  if (missing.length > 0)
    throw new Refusal(
      `This PostgreSQL lacks ${missing.join(" and ")}, which search needs. Install its contrib modules (postgresql-contrib) on the database server, then start again.`,
    );
}

async function loadGuides(owner: postgres.Sql): Promise<string[]> {
  const folder = join(root, "content", "guides");
  const loaded: string[] = [];
  for (const slug of (await readdir(folder)).sort()) {
    const source = await readGuide(join(folder, slug));
    const { number, isNew } = await drizzle(owner).transaction(async (tx) => {
      // Two starts at once would both find nothing and both publish.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('commonplace.publish'))`);
      return publishGuide(tx, slug, source);
    });
    loaded.push(`${slug} version ${number}${isNew ? ", new" : ""}`);
  }
  return loaded;
}

async function prepare(): Promise<void> {
  const ownerUrl = process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL;
  const runtimeUrl = process.env.RUNTIME_DATABASE_URL;
  if (!ownerUrl || !runtimeUrl)
    throw new Refusal("MIGRATE_DATABASE_URL and RUNTIME_DATABASE_URL are needed.");
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    const migrationsFolder = join(root, "db", "migrations");
    const journal = JSON.parse(
      await readFile(join(migrationsFolder, "meta", "_journal.json"), "utf8"),
    ) as Journal;
    await refuseNewer(owner, journal);
    await refuseWithoutExtensions(owner);
    await migrate(drizzle(owner), { migrationsFolder });
    await grantRuntime(owner, decodeURIComponent(new URL(runtimeUrl).username));
    const guides = await loadGuides(owner);
    await owner`delete from changes where changed_at < now() - make_interval(days => ${CHANGE_KEEP_DAYS})`;
    await owner`delete from throttles where updated_at < now() - interval '2 days'`;
    const demo = process.argv.includes("--demo")
      ? await (await import("./demo")).seedDemo(owner, runtimeUrl, root)
      : undefined;
    const [count] = await owner`select count(*)::int as n from users`;
    console.log(JSON.stringify({ accounts: count?.n ?? 0, guides, ...(demo ? { demo } : {}) }));
  } finally {
    await owner.end({ timeout: 5 });
  }
}

prepare().catch((error: unknown) => {
  if (error instanceof Refusal) {
    console.error(error.message);
    process.exit(3);
  }
  if (error instanceof GuideSourceError) {
    console.error(`The guide in content/ has problems:\n${error.message}`);
    process.exit(3);
  }
  console.error(error);
  process.exit(1);
});
