import { type Bench, COUNTS, inWords, LIVE_WRITERS, writingHeadersOf } from "../bench";
import { interleave, type Target } from "../measure";
import { SIXTY_WORDS } from "../seed";
import type { Server } from "../server";
import type { Row } from "../table";

/** Posting a comment, beside one insert. */
export async function measurePost(bench: Bench): Promise<Row[]> {
  const { own, bare } = bench.servers;
  const { posts, readers, ownerId } = bench.databases.site;
  const { classroomId, sectionId } = posts;
  const text = SIXTY_WORDS;
  const json = { "content-type": "application/json" };
  const to = (server: Server, count: number): Omit<Target, "visits"> => ({
    origin: server.origin,
    pid: server.pid,
    databasePid: bench.databases.pid,
    count,
  });
  const insert = JSON.stringify({ id: "{uuid}", classroomId, sectionId, authorId: ownerId, text });
  const ours = JSON.stringify({
    id: "{uuid}",
    classroomId,
    sectionId,
    paragraphId: null,
    parentId: null,
    text,
  });
  const yardstick = (path: string): Target["visits"] => [
    [{ method: "POST", path, headers: json, body: insert }],
  ];
  const figures = await interleave(
    bench.driver,
    {
      bare: { ...to(bare, COUNTS.floor), visits: yardstick("/post") },
      frame: { ...to(own, COUNTS.call), visits: yardstick("/api/bench/post") },
      own: {
        ...to(own, COUNTS.call),
        visits: readers.slice(0, -LIVE_WRITERS).map((reader) => [
          {
            method: "POST" as const,
            path: "/api/trpc/comment.create",
            headers: writingHeadersOf(own, reader),
            body: ours,
          },
        ]),
      },
    },
    bench.repeats,
  );
  return [
    {
      what: "Post a comment, CPU",
      values: [
        { value: figures.own.cpu / figures.bare.cpu, unit: "× bare", must: 14, goal: 8 },
        { value: figures.own.cpu / figures.frame.cpu, unit: "× frame", must: 2.5, goal: 1.6 },
      ],
      beside: [
        inWords("ours", figures.own),
        inWords("bare", figures.bare),
        inWords("frame", figures.frame),
      ].join("; "),
    },
  ];
}
