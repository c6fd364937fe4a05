import postgres from "postgres";
import { readEnv } from "#server/env";
import { asAnybody, type Bench, COUNTS, headersOf, inWords, queryPath } from "../bench";
import { environmentOf } from "../database";
import { interleave, type Target } from "../measure";
import type { Reader } from "../seed";
import { seedQuestion } from "../seed-question";
import { documentHeadersOf } from "./page";

/** A question once its gate is open: thirty answers with their passages and a hundred and twenty replies. */
export async function measureQuestion(bench: Bench) {
  const { own, bare } = bench.servers;
  const { small, secret, pid } = bench.databases;
  const owner = postgres(small.ownerUrl, { max: 1, onnotice: () => {} });
  const env = readEnv(environmentOf(small.runtimeUrl, secret, own.port));
  const { question, readers } = await seedQuestion(owner, env);
  await owner.end();
  const { classroomId, sectionId: assignmentId } = question;
  const target = (
    count: number,
    path: string,
    headers: (reader: Reader) => Record<string, string>,
  ): Target => ({
    origin: own.origin,
    pid: own.pid,
    databasePid: pid,
    count,
    visits: readers.map((reader) => [{ method: "GET", path, headers: headers(reader) }]),
  });
  const rows = `classroom=${classroomId}&section=${assignmentId}&all`;
  const figures = await interleave(
    bench.driver,
    {
      bareCall: asAnybody(bench, bare, COUNTS.floor, `/thread?${rows}`),
      barePage: asAnybody(bench, bare, COUNTS.floor, `/page?${rows}`),
      call: target(COUNTS.call, queryPath("prompt.get", { classroomId, assignmentId }), (reader) =>
        headersOf(own, reader),
      ),
      page: target(COUNTS.page, `/classrooms/${classroomId}/questions/${assignmentId}`, (reader) =>
        documentHeadersOf(own, reader),
      ),
    },
    bench.repeats,
  );
  return [
    {
      what: "30 answers, 120 replies through tRPC, CPU",
      values: [{ value: figures.call.cpu / figures.bareCall.cpu, unit: "× bare", must: 10, goal: 5 }],
      beside: [inWords("ours", figures.call), inWords("bare", figures.bareCall)].join("; "),
    },
    {
      what: "Page of 30 answers, 120 replies, CPU",
      values: [{ value: figures.page.cpu / figures.barePage.cpu, unit: "× bare", must: 10, goal: 7 }],
      beside: [inWords("ours", figures.page), inWords("bare", figures.barePage)].join("; "),
    },
  ];
}
