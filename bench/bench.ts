import type { Databases } from "./database";
import type { Ask, Figure, Request, Target } from "./measure";
import type { Reader, Thread } from "./seed";
import type { Server } from "./server";

/** What every row is given. */
export type Bench = {
  root: string;
  /** The folder of the standalone server. */
  built: string;
  databases: Databases;
  /** The built product and the floor; and two servers of one age, on the small site and on the large. */
  servers: { own: Server; bare: Server; sites: { small: Server; large: Server } | null };
  driver: Ask;
  streams: Ask;
  repeats: number;
};

// Every reader posts rarely enough for the limit of a minute; the last ones write for the live row only.
export const LIVE_WRITERS = 29;
const SPREAD = 60;
/** Visits of one repeat: of what takes a few milliseconds, of a page, and of the floor, whose ticks would else be too few. */
export const COUNTS = { call: 300, page: 120, floor: 1_500 };

/** The headers of a reader's browser. */
export const headersOf = (server: Server, reader: Reader): Record<string, string> => ({
  cookie: `commonplace-${server.port}.session=${reader.token}`,
});

/** The headers of a write from one of our own pages. */
export const writingHeadersOf = (server: Server, reader: Reader): Record<string, string> => ({
  ...headersOf(server, reader),
  "content-type": "application/json",
  origin: server.publicOrigin,
  "sec-fetch-site": "same-origin",
});

/** The address of a query over tRPC. */
export const queryPath = (procedure: string, input: object): string =>
  `/api/${procedure.startsWith("bench/") ? procedure : `trpc/${procedure}`}?input=${encodeURIComponent(JSON.stringify(input))}`;

/** A target that many readers ask for the same thing. */
export function asReaders(
  bench: Bench,
  server: Server,
  count: number,
  request: (reader: Reader) => Request[],
): Target {
  const readers = bench.databases.site.readers.slice(0, SPREAD);
  return {
    origin: server.origin,
    pid: server.pid,
    databasePid: bench.databases.pid,
    count,
    visits: readers.map(request),
  };
}

/** A target that nobody in particular asks. */
export const asAnybody = (bench: Bench, server: Server, count: number, path: string): Target => ({
  origin: server.origin,
  pid: server.pid,
  databasePid: bench.databases.pid,
  count,
  visits: [[{ method: "GET", path, headers: {} }]],
});

/** The first window of a thread, as the browser asks for it. */
export const windowOf = (server: Server, thread: Thread) => (reader: Reader) => [
  {
    method: "GET" as const,
    path: queryPath("comment.list", { classroomId: thread.classroomId, sectionId: thread.sectionId }),
    headers: headersOf(server, reader),
  },
];

/** Milliseconds of CPU in words, the application's and the database's apart. */
export const inWords = (name: string, figure: Figure): string =>
  `${name} ${figure.cpu.toFixed(2)} ms (${figure.app.toFixed(2)} + ${figure.database.toFixed(2)}), ${figure.perSecond.toFixed(0)}/s`;
