import { randomUUID } from "node:crypto";
import { openDatabase } from "#db/client";
import { createCaller } from "#server/api/root";
import { createContext } from "#server/api/trpc";
import { readEnv } from "#server/env";
import type { Bench } from "../bench";
import { environmentOf } from "../database";
import { SIXTY_WORDS, type Thread } from "../seed";
import type { Row } from "../table";

// What a request says whoever asks for whatever: the transaction, its person, the session.
const OF_THE_SESSION = /^\s*(begin|commit)|set_config|from sessions/i;

/** Statements of a read and a post, counted by running them; the same at 30 and at 3,000, or the greater. */
export async function countStatements(bench: Bench): Promise<Row[]> {
  const { site, secret, small } = bench.databases;
  const env = readEnv(environmentOf(small.runtimeUrl, secret, 3000));
  let sent: string[] = [];
  const database = openDatabase(small.runtimeUrl, { max: 2, debug: (query) => sent.push(query) });
  const reader = site.readers.at(-1);
  const api = createCaller(createContext(`commonplace-3000.session=${reader?.token}`, { env, database }));
  const counted = async (work: () => Promise<unknown>) => {
    await work();
    sent = [];
    await work();
    return { all: sent.length, own: sent.filter((query) => !OF_THE_SESSION.test(query)).length };
  };
  const at = ({ classroomId, sectionId }: Thread) => ({ classroomId, sectionId });
  const post = { ...at(site.posts), paragraphId: null, parentId: null, text: SIXTY_WORDS };
  const reads: { all: number; own: number }[] = [];
  for (const thread of [site.thirty, site.wide, site.deep])
    reads.push(await counted(() => api.comment.list(at(thread))));
  const posted = await counted(() => api.comment.create({ ...post, id: randomUUID() }));
  const page = await counted(() =>
    api.guide.section({ classroomId: site.thirty.classroomId, path: site.thirty.path }),
  );
  await database.sql.end();
  const most = (key: "all" | "own") => Math.max(...reads.map((count) => count[key]));
  return [
    {
      what: "SQL statements, read / post",
      values: [
        { value: most("own"), unit: "", must: 6, goal: 3 },
        { value: posted.own, unit: "", must: 10, goal: 5 },
      ],
      beside: `with the session's own ${most("all")} and ${posted.all}; at 30 and 3,000: ${reads.map((count) => count.own).join(", ")}; the reading page ${page.own} of ${page.all}`,
    },
  ];
}
