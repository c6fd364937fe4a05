import { asAnybody, asReaders, type Bench, COUNTS, headersOf, inWords, queryPath } from "../bench";
import { interleave, type Request } from "../measure";
import type { Reader, Thread } from "../seed";
import type { Server } from "../server";
import type { Row } from "../table";

/** Where the reading page of a section is. */
export const pagePath = (thread: Thread): string =>
  `/classrooms/${thread.classroomId}/sections/${thread.path}`;

/** What a browser asks for when it opens the page: the document. */
export const documentHeadersOf = (server: Server, reader: Reader): Record<string, string> => ({
  ...headersOf(server, reader),
  accept: "text/html",
});

const page = (server: Server, thread: Thread) => (reader: Reader) => [
  { method: "GET" as const, path: pagePath(thread), headers: documentHeadersOf(server, reader) },
];

const stream = (server: Server, reader: Reader): Request => ({
  method: "GET",
  path: queryPath("live.onChange", {}),
  headers: { ...headersOf(server, reader), accept: "text/event-stream" },
  untilEvent: true,
});

/** The reading page: the document, which holds all that text and threads need to show; beside it with a stream. */
export async function measurePage(bench: Bench): Promise<Row[]> {
  const { own, bare } = bench.servers;
  const { thirty } = bench.databases.site;
  const where = `classroom=${thirty.classroomId}&section=${thirty.sectionId}`;
  const document = page(own, thirty);
  const gzip = { "accept-encoding": "gzip" };
  const figures = await interleave(
    bench.driver,
    {
      bare: asAnybody(bench, bare, COUNTS.floor, `/page?${where}`),
      frame: asAnybody(bench, own, COUNTS.page, `/bench/thread?${where}`),
      page: asReaders(bench, own, COUNTS.page, document),
      withStream: asReaders(bench, own, COUNTS.page, (reader) => [...document(reader), stream(own, reader)]),
      zipped: asReaders(bench, own, COUNTS.page, (reader) =>
        document(reader).map((request) => ({ ...request, headers: { ...request.headers, ...gzip } })),
      ),
    },
    bench.repeats,
  );
  return [
    {
      what: "Page with 30 comments, CPU",
      values: [
        { value: figures.page.cpu / figures.bare.cpu, unit: "× bare", must: 26, goal: 14 },
        { value: figures.page.cpu / figures.frame.cpu, unit: "× frame", must: 1.6, goal: 0.9 },
      ],
      beside: [
        inWords("ours", figures.page),
        inWords("with a stream opened and closed", figures.withStream),
        inWords("compressed", figures.zipped),
        inWords("bare", figures.bare),
        inWords("frame", figures.frame),
      ].join("; "),
    },
  ];
}
