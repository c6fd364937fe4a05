import { handleTrpc } from "../api/handler";
import { appRouter } from "../api/root";
import type { TestDatabase } from "./database";
import type { Outcome } from "./matrix";

export const ORIGIN = "http://localhost:3000";

/** What came back over HTTP. */
export type Answer = { status: number; text: string; headers: Headers };

type ProcedureType = "query" | "mutation" | "subscription";
type Definition = { type: ProcedureType; meta?: { policy?: string }; inputs: unknown[] };

/** Every procedure of the router by path, with what it is. */
export function listProcedures(): Map<string, Definition> {
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;
  return new Map(
    Object.entries(procedures).map(([path, procedure]) => [path, procedure._def] as [string, Definition]),
  );
}

/** The request a browser of ours would send for a procedure. */
export function requestFor(
  path: string,
  input: unknown,
  options: { cookie?: string | null; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Request {
  const type = listProcedures().get(path)?.type;
  if (!type) throw new Error(`there is no procedure ${path}`);
  const cookie: Record<string, string> = options.cookie ? { cookie: options.cookie } : {};
  const signal = options.signal ?? null;
  const url = `${ORIGIN}/api/trpc/${path}`;
  if (type === "mutation")
    return new Request(url, {
      method: "POST",
      signal,
      headers: {
        "content-type": "application/json",
        origin: ORIGIN,
        "sec-fetch-site": "same-origin",
        ...cookie,
        ...options.headers,
      },
      body: input === undefined ? "" : JSON.stringify(input),
    });
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const accept: Record<string, string> = type === "subscription" ? { accept: "text/event-stream" } : {};
  return new Request(url + query, { signal, headers: { ...accept, ...cookie, ...options.headers } });
}

/**
 * Calls a procedure over HTTP, in this process. Of a stream the first item is read, and the stream let go.
 */
export async function callOverHttp(
  db: TestDatabase,
  path: string,
  input: unknown,
  cookie: string | null,
): Promise<Answer> {
  takeBus(db);
  if (listProcedures().get(path)?.type !== "subscription") {
    const response = await handleTrpc(requestFor(path, input, { cookie }), db.context);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  const stream = await openStream(db, input, cookie);
  const first = await stream.next();
  await stream.close();
  return { status: stream.status, text: first ?? "", headers: stream.headers };
}

/** The process's bus is one a process: tests with several databases say whose it is. */
export function takeBus(db: TestDatabase): void {
  (globalThis as { __commonplaceBus?: unknown }).__commonplaceBus = db.bus;
}

/** An open stream of changes. */
export type OpenStream = {
  status: number;
  headers: Headers;
  /** The next event that carries something, as its lines were sent; null at the stream's end. */
  next(): Promise<string | null>;
  close(): Promise<void>;
};

/** Opens `live.onChange` as the bearer of the cookie. */
export async function openStream(
  db: TestDatabase,
  input: unknown,
  cookie: string | null,
): Promise<OpenStream> {
  takeBus(db);
  const abort = new AbortController();
  const request = requestFor("live.onChange", input, { cookie, signal: abort.signal });
  const response = await handleTrpc(request, db.context);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    status: response.status,
    headers: response.headers,
    async next() {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end >= 0) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          if (/^event: (connected|ping)/m.test(event) || !/^data: ?./m.test(event)) continue;
          return event;
        }
        const piece = await reader?.read();
        if (!piece || piece.done) {
          const rest = text;
          text = "";
          return rest === "" ? null : rest;
        }
        text += piece.value;
      }
    },
    async close() {
      abort.abort();
      await reader?.cancel().catch(() => {});
    },
  };
}

/** What an answer was, in the matrix's terms. */
export function outcomeOf(answer: Answer): Outcome {
  const code = /"domain":\{"code":"([A-Z_]+)"/.exec(answer.text)?.[1];
  const expected: Record<string, number> = {
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    CLOSED: 409,
    CONFLICT: 409,
  };
  // A stream's refusal comes as its first and last event: the status line has gone out before.
  const status = Number(
    /^event: serialized-error[\s\S]*"httpStatus":(\d+)/m.exec(answer.text)?.[1] ?? answer.status,
  );
  if (answer.status === 200 && !code && !answer.text.includes('"error":')) return "allowed";
  if (code && expected[code] === status) return code as Outcome;
  return `other: ${answer.status} ${answer.text.slice(0, 200)}`;
}
