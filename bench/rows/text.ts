import postgres from "postgres";
import { readEnv } from "#server/env";
import { type Bench, COUNTS, inWords } from "../bench";
import { environmentOf } from "../database";
import { interleave, type Target } from "../measure";
import { seedBriefText, type Thread } from "../seed";
import { documentHeadersOf, pagePath } from "./page";

/** What the text of a section adds to the same page with one short paragraph, in milliseconds of CPU. */
export async function measureText(bench: Bench) {
  const { own } = bench.servers;
  const { small, secret, pid } = bench.databases;
  const owner = postgres(small.ownerUrl, { max: 1, onnotice: () => {} });
  const env = readEnv(environmentOf(small.runtimeUrl, secret, own.port));
  const { whole, brief, readers } = await seedBriefText(owner, env);
  await owner.end();
  const target = (thread: Thread, asData: boolean): Target => ({
    origin: own.origin,
    pid: own.pid,
    databasePid: pid,
    count: COUNTS.page * 2,
    visits: readers.map((reader) => [
      {
        method: "GET",
        path: pagePath(thread),
        // Without the mark of a document the text travels as data too.
        headers: { ...documentHeadersOf(own, reader), ...(asData && { accept: "*/*" }) },
      },
    ]),
  });
  const figures = await interleave(
    bench.driver,
    { whole: target(whole, false), brief: target(brief, false), twice: target(whole, true) },
    bench.repeats,
  );
  return [
    {
      what: "A section's text adds, CPU",
      values: [{ value: figures.whole.cpu - figures.brief.cpu, unit: "ms", must: 2, goal: 1 }],
      beside: [
        inWords("the section", figures.whole),
        inWords("one short paragraph", figures.brief),
        inWords("the section, sent as data too", figures.twice),
      ].join("; "),
    },
  ];
}
