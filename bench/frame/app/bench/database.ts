import postgres from "postgres";

const shared = globalThis as typeof globalThis & { __benchPool?: postgres.Sql };

/** The yardstick's own pool, one a process as the product's is. */
export function pool(): postgres.Sql {
  shared.__benchPool ??= postgres(process.env.BENCH_DATABASE_URL ?? "", { max: 10, onnotice: () => {} });
  return shared.__benchPool;
}
