import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Bench, headersOf } from "../bench";
import type { Row } from "../table";
import { pagePath } from "./page";

const kilobytes = (bytes: number): number => bytes / 1000;

/** The document of the reading page, and the scripts it names, as they are sent: compressed. */
export async function weighPage(bench: Bench): Promise<Row[]> {
  const { own } = bench.servers;
  const { readers, thirty } = bench.databases.site;
  const [reader] = readers;
  if (!reader) return [];
  const answer = await fetch(new URL(pagePath(thirty), own.origin), { headers: headersOf(own, reader) });
  const html = await answer.text();
  const shown = html.match(/name that she will not|that she will not name/g)?.length ?? 0;
  // Script tags, and what the payload names beside them: both are fetched before the page is alive.
  const scripts = new Set([...html.matchAll(/static\/chunks\/[^"'\\ )?]+\.js/g)].map(([path]) => path));
  for (const [tag] of html.matchAll(/<script[^>]*nomodule[^>]*>/gi))
    for (const path of scripts) if (tag.includes(path)) scripts.delete(path);
  const sizes = [...scripts].map((path) => gzipSync(readFileSync(join(bench.built, ".next", path))).length);
  if (process.env.BENCH_KEEP) writeFileSync(process.env.BENCH_KEEP, html);
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
      beside: `gzipped; ${kilobytes(Buffer.byteLength(html)).toFixed(0)} kB raw, the seeded sentence ${shown} times in it`,
    },
  ];
}
