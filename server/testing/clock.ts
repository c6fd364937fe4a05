import type { TestDatabase } from "./database";

/**
 * Gives a test database a clock that stands still until it is set: two databases then tell the same times. What the
 * services call `now()` and `clock_timestamp()` finds ours before PostgreSQL's own, and so do the columns' defaults.
 *
 * Call it before anything else uses the database: connections learn of it when they open.
 *
 * @returns sets the clock
 */
export async function stopTheClock(db: TestDatabase): Promise<(at: Date) => Promise<void>> {
  const runtime = new URL(db.runtimeUrl);
  await db.owner.unsafe(`
    create schema still;
    create table still.clock (at timestamptz not null);
    insert into still.clock values ('2026-01-05T08:00:00Z');
    create function still.now() returns timestamptz language sql stable as 'select at from still.clock';
    create function still.clock_timestamp() returns timestamptz language sql stable as 'select at from still.clock';
    grant usage on schema still to "${decodeURIComponent(runtime.username)}";
    grant select on still.clock to "${decodeURIComponent(runtime.username)}";
    alter database "${runtime.pathname.slice(1)}" set search_path = still, pg_catalog, public;
    do $$ declare d record; begin
      for d in select a.attrelid::regclass as tbl, a.attname as col from pg_attrdef f
        join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
        where pg_get_expr(f.adbin, f.adrelid) ~ '(now|clock_timestamp)\\(\\)'
      loop execute format('alter table %s alter column %I set default still.now()', d.tbl, d.col); end loop;
    end $$`);
  return async (at) => {
    await db.owner`update still.clock set at = ${at}`;
  };
}
