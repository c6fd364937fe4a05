import postgres from "postgres";
import { readEnv } from "#server/env";
import { type Bench, COUNTS, inWords } from "../bench";
import { environmentOf } from "../database";
import { interleave, type Target } from "../measure";
import { seedNotes, type Thread } from "../seed";
import { documentHeadersOf, pagePath } from "./page";

/** What six hundred notes in a section cost its page, beside the same page in a class that has written nothing. */
export async function measureNotes(bench: Bench) {
  const { own } = bench.servers;
  const { small, secret, pid } = bench.databases;
  const owner = postgres(small.ownerUrl, { max: 1, onnotice: () => {} });
  const env = readEnv(environmentOf(small.runtimeUrl, secret, own.port));
  const { noted, clean, readers } = await seedNotes(owner, env);
  await owner.end();
  const target = (thread: Thread): Target => ({
    origin: own.origin,
    pid: own.pid,
    databasePid: pid,
    count: COUNTS.page,
    visits: readers.map((reader) => [
      { method: "GET", path: pagePath(thread), headers: documentHeadersOf(own, reader) },
    ]),
  });
  const figures = await interleave(
    bench.driver,
    { noted: target(noted), clean: target(clean) },
    bench.repeats,
  );
  return [
    {
      what: "Page with 600 notes, CPU",
      values: [
        { value: figures.noted.cpu / figures.clean.cpu, unit: "× without notes", must: 1.5, goal: 1.25 },
      ],
      beside: [inWords("600 notes", figures.noted), inWords("none", figures.clean)].join("; "),
    },
  ];
}
