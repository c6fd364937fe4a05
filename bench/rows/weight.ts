import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Bench, headersOf, windowOf } from "../bench";
import type { Reader, Thread } from "../seed";
import type { Server } from "../server";
import type { Row } from "../table";
import { documentHeadersOf, pagePath } from "./page";

const kilobytes = (bytes: number): number => bytes / 1000;

/** A page that lacks a comment would be cheap and light, and not the page. */
async function needWhole(server: Server, reader: Reader, thread: Thread, html: string): Promise<void> {
  const [request] = windowOf(server, thread)(reader);
  const answer = await fetch(new URL(request?.path ?? "", server.origin), {
    headers: headersOf(server, reader),
  });
  const { result } = (await answer.json()) as { result: { data: { comments: { html: string }[] } } };
  const { comments } = result.data;
  const missing = comments.filter(
    (comment) => !html.includes(comment.html.match(/[A-Za-z ]{12,}/)?.[0] ?? "?"),
  );
  if (comments.length < 30 || missing.length > 0)
    throw new Error(`the page holds ${comments.length - missing.length} of ${comments.length} comments`);
}

/** The document of the reading page, and the scripts it names, as they are sent: compressed. */
export async function weighPage(bench: Bench): Promise<Row[]> {
  const { own } = bench.servers;
  const { readers, thirty } = bench.databases.site;
  const [reader] = readers;
  if (!reader) return [];
  const answer = await fetch(new URL(pagePath(thirty), own.origin), {
    headers: documentHeadersOf(own, reader),
  });
  const html = await answer.text();
  await needWhole(own, reader, thirty, html);
  // Script tags, and what the payload names beside them: both are fetched before the page is alive.
  const scripts = new Set([...html.matchAll(/static\/chunks\/[^"'\\ )?]+\.js/g)].map(([path]) => path));
  for (const [tag] of html.matchAll(/<script[^>]*nomodule[^>]*>/gi))
    for (const path of scripts) if (tag.includes(path)) scripts.delete(path);
  const sizes = [...scripts].map((path) => gzipSync(readFileSync(join(bench.built, ".next", path))).length);
  const zipped = gzipSync(html).length;
  return [
    {
      what: "JavaScript of the reading page, first load",
      values: [
        { value: kilobytes(sizes.reduce((sum, size) => sum + size, 0)), unit: "kB", must: 200, goal: 170 },
      ],
      beside: `${sizes.length} files, gzipped`,
    },
    {
      what: "HTML of the page with 30 comments",
      values: [{ value: kilobytes(zipped), unit: "kB", must: 12, goal: 8.5 }],
      beside: `gzipped; ${kilobytes(Buffer.byteLength(html)).toFixed(0)} kB raw`,
    },
  ];
}
