import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { type Context, processContext } from "../context";
import { securityHeaders } from "../headers";
import { refuseForgery, withBoundedBody } from "./guard";
import { appRouter } from "./root";
import { createContext } from "./trpc";

/** Where tRPC answers. */
export const TRPC_PATH = "/api/trpc";
/** Names the account whose page asks; when another one is signed in by now, the answer is UNAUTHENTICATED. */
export const ACCOUNT_HEADER = "commonplace-account";

/**
 * Answers one tRPC request over HTTP: the guard against forged ones, then the procedure. One call a request: a
 * batch would let one request guess a thousand times.
 */
export async function handleTrpc(request: Request, context: Context = processContext()): Promise<Response> {
  const headers = { ...securityHeaders(context.env.isHttps), "cache-control": "private, no-store" };
  const bounded = refuseForgery(context.env, request) ?? (await withBoundedBody(request)) ?? 413;
  if (typeof bounded === "number")
    return Response.json({ error: "This request was refused." }, { status: bounded, headers });
  const response = await fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: bounded,
    router: appRouter,
    allowBatching: false,
    createContext: ({ info }) =>
      createContext(
        request.headers.get("cookie"),
        context,
        // A stream cannot send headers.
        request.headers.get(ACCOUNT_HEADER) ?? info.connectionParams?.account ?? null,
      ),
    responseMeta: () => ({ headers }),
  });
  // A stream's own answer comes without the headers of `responseMeta`.
  for (const [name, value] of Object.entries(headers))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}
