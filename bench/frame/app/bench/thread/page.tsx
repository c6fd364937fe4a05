import { pool } from "../database";
import { READ } from "../statement.mjs";

type Row = { id: string; name: string; created_at: Date; html: string };

/** The yardstick of the reading page: a dynamic page with one statement and no session. */
export default async function Thread({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { classroom = "", section = "" } = await searchParams;
  const rows = await pool().unsafe<Row[]>(READ, [classroom, section], { prepare: true });
  return (
    <main>
      {rows.map((row) => (
        <article key={row.id} id={row.id}>
          <h2>{row.name}</h2>
          <time>{row.created_at.toISOString()}</time>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: seeded by the bench */}
          <div dangerouslySetInnerHTML={{ __html: row.html }} />
        </article>
      ))}
    </main>
  );
}
