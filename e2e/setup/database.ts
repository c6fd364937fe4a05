import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";

/**
 * Changes what no page can change: the calendar. Runs as the embedded database's superuser.
 *
 * @param work  gets the connection, which is closed behind it
 */
export async function withDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const dataDir = process.env.E2E_DATA_DIR ?? "";
  const read = (file: string) => readFileSync(join(dataDir, file), "utf8").trim();
  const port = Number(read("postgres/postmaster.pid").split("\n")[3]);
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: read("superuser-password"),
    database: "commonplace",
    max: 1,
    onnotice: () => {},
  });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
