import { type Bench, headersOf, LIVE_WRITERS, queryPath, writingHeadersOf } from "../bench";
import { median } from "../measure";
import { SIXTY_WORDS } from "../seed";
import type { Row } from "../table";

const POSTS_A_REPEAT = 15;
const AUDIENCES = [30, 300] as const;

type Heard = { p50: number; p95: number; lost: number };

/** From sending a comment to having it in the streams of 30 and of 300 readers. */
export async function measureLive(bench: Bench): Promise<Row[]> {
  const { own } = bench.servers;
  const { readers, posts } = bench.databases.site;
  const body = JSON.stringify({
    id: "{uuid}",
    classroomId: posts.classroomId,
    sectionId: posts.sectionId,
    paragraphId: null,
    parentId: null,
    text: SIXTY_WORDS,
  });
  const writers = readers.slice(-LIVE_WRITERS).map((writer) => ({
    path: "/api/trpc/comment.create",
    headers: writingHeadersOf(own, writer),
    body,
  }));
  const listeners = readers.map((reader) => ({
    path: queryPath("live.onChange", {}),
    headers: { ...headersOf(own, reader), accept: "text/event-stream" },
  }));
  const heard = new Map<number, Heard[]>(AUDIENCES.map((size) => [size, []]));
  for (let turn = 0; turn <= bench.repeats; turn++) {
    for (const size of AUDIENCES) {
      const one = await bench.streams<Heard>({
        origin: own.origin,
        readers: listeners.slice(0, size),
        writers,
        count: POSTS_A_REPEAT,
      });
      if (one.lost > 0) throw new Error(`${one.lost} deliveries of a comment never came`);
      if (turn > 0) heard.get(size)?.push(one);
    }
  }
  const of = (size: number, key: "p50" | "p95") => median((heard.get(size) ?? []).map((one) => one[key]));
  return [
    {
      what: "Live update p95 at 30 / 300 clients",
      values: [
        { value: of(30, "p95"), unit: "ms", must: 60, goal: 30 },
        { value: of(300, "p95"), unit: "ms", must: 120, goal: 60 },
      ],
      beside: `medians ${of(30, "p50").toFixed(0)} and ${of(300, "p50").toFixed(0)} ms`,
    },
  ];
}
