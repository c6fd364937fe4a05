import postgres from "postgres";
import { readEnv } from "#server/env";
import { asAnybody, type Bench, COUNTS, headersOf, inWords, queryPath, writingHeadersOf } from "../bench";
import { environmentOf } from "../database";
import { type Figure, interleave, type Request, type Target } from "../measure";
import { type Reader, SIXTY_WORDS, type Thread } from "../seed";
import { type Speaker, seedOpenings, seedRebuttal } from "../seed-debate";
import type { Server } from "../server";
import type { Row } from "../table";
import { documentHeadersOf } from "./page";

/** What one student says in the bench's opening: under what they may in a phase, and in a minute. */
const CLAIMS_EACH = 6;

/** A claim with its passage, beside one insert; and a debate of thirty claims with an answer to each, beside its rows. */
export async function measureDebate(bench: Bench): Promise<Row[]> {
  const { own, bare } = bench.servers;
  const { small, secret, pid } = bench.databases;
  const owner = postgres(small.ownerUrl, { max: 1, onnotice: () => {} });
  const env = readEnv(environmentOf(small.runtimeUrl, secret, own.port));
  // The first turn, which warms up, is twice as long.
  const claims = (bench.repeats + 2) * COUNTS.call;
  const speakers = await seedOpenings(owner, env, Math.ceil(claims / CLAIMS_EACH));
  const { debate, readers } = await seedRebuttal(owner, env);
  await owner.end();
  const target = (count: number, visits: Request[][]): Target => ({
    origin: own.origin,
    pid: own.pid,
    databasePid: pid,
    count,
    visits,
  });
  const { call, page } = readVisits(own, debate, readers);
  const rows = `classroom=${debate.classroomId}&section=${debate.sectionId}&all`;
  const figures = await interleave(
    bench.driver,
    {
      bare: { ...asAnybody(bench, bare, COUNTS.floor, "/post"), visits: bareVisits(bench) },
      say: target(COUNTS.call, sayVisits(own, speakers)),
      bareCall: asAnybody(bench, bare, COUNTS.floor, `/thread?${rows}`),
      call: target(COUNTS.call, call),
      barePage: asAnybody(bench, bare, COUNTS.floor, `/page?${rows}`),
      page: target(COUNTS.page, page),
    },
    bench.repeats,
  );
  return [
    rowOf("Post a claim with its passage, CPU", figures.say, figures.bare, { must: 16, goal: 10 }),
    rowOf("Debate of 60 claims through tRPC, CPU", figures.call, figures.bareCall, { must: 10, goal: 5 }),
    rowOf("Page of a debate of 60 claims, CPU", figures.page, figures.barePage, { must: 10, goal: 7 }),
  ];
}

const rowOf = (what: string, ours: Figure, bare: Figure, bounds: { must: number; goal: number }): Row => ({
  what,
  values: [{ value: ours.cpu / bare.cpu, unit: "× bare", ...bounds }],
  beside: [inWords("ours", ours), inWords("bare", bare)].join("; "),
});

/** The floor's post: one insert, of as many words. */
function bareVisits({ databases: { site } }: Bench): Request[][] {
  const { classroomId, sectionId } = site.posts;
  const body = JSON.stringify({
    id: "{uuid}",
    classroomId,
    sectionId,
    authorId: site.ownerId,
    text: SIXTY_WORDS,
  });
  return [[{ method: "POST", path: "/post", headers: { "content-type": "application/json" }, body }]];
}

const sayVisits = (own: Server, speakers: readonly Speaker[]): Request[][] =>
  speakers.map(({ reader, side, debate, passage }) => [
    {
      method: "POST",
      path: "/api/trpc/debate.say",
      headers: writingHeadersOf(own, reader),
      body: JSON.stringify({
        classroomId: debate.classroomId,
        debateId: debate.sectionId,
        id: "{uuid}",
        kind: "claim",
        side,
        answersId: null,
        text: SIXTY_WORDS,
        passages: [passage],
      }),
    },
  ]);

/** Reading a debate: by its procedure, and as its page. */
function readVisits(own: Server, debate: Thread, readers: readonly Reader[]) {
  const { classroomId, sectionId: debateId } = debate;
  const visits = (path: string, headersFor: (server: Server, reader: Reader) => Request["headers"]) =>
    readers.map((reader): Request[] => [{ method: "GET", path, headers: headersFor(own, reader) }]);
  return {
    call: visits(queryPath("debate.get", { classroomId, debateId }), headersOf),
    page: visits(`/classrooms/${classroomId}/debates/${debateId}`, documentHeadersOf),
  };
}
