// The floor: plain node:http and postgres.js, one prepared statement a request. What the product costs is told beside it.
import { createServer } from "node:http";
import postgres from "postgres";
import { READ, READ_ALL, view, WRITE } from "./frame/app/bench/statement.mjs";

const sql = postgres(process.env.BENCH_DATABASE_URL, { max: 10, onnotice: () => {} });
const read = (url) =>
  sql.unsafe(
    url.searchParams.has("all") ? READ_ALL : READ,
    [url.searchParams.get("classroom"), url.searchParams.get("section")],
    { prepare: true },
  );

const page = (rows) =>
  `<!doctype html><html lang="en"><title>A thread</title><main>${rows
    .map(
      (row) =>
        `<article id="${row.id}"><h2>${row.name}</h2><time>${row.created_at.toISOString()}</time>${row.html}</article>`,
    )
    .join("")}</main></html>`;

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return JSON.parse(text);
}

const server = createServer(async (request, response) => {
  const answer = (type, text) => response.writeHead(200, { "content-type": type }).end(text);
  try {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname === "/page") return answer("text/html; charset=utf-8", page(await read(url)));
    if (url.pathname === "/thread")
      return answer("application/json", JSON.stringify({ comments: (await read(url)).map(view) }));
    if (url.pathname !== "/post") return response.writeHead(404).end();
    const { id, classroomId, sectionId, authorId, text } = await body(request);
    const values = [id, classroomId, sectionId, authorId, text, `<p>${text}</p>`];
    const [row] = await sql.unsafe(WRITE, values, { prepare: true });
    answer("application/json", JSON.stringify(row));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1");
