import type { Env } from "../env";

/** Larger bodies are refused before they are read: a comment is at most some 40 kB of JSON. */
export const BODY_MAX_BYTES = 256 * 1024;

/**
 * Refuses requests that another site could have sent in a person's name.
 *
 * A write has to be JSON and come from our own pages, by `Sec-Fetch-Site` or, where a browser does not send that,
 * by `Origin`. Reads by GET change nothing and are private by the session cookie's SameSite.
 *
 * @returns the refusal's HTTP status, or null when the request may pass
 */
export function refuseForgery(env: Env, request: Request): 403 | 405 | 413 | 415 | null {
  if (request.method === "GET") return null;
  if (request.method !== "POST") return 405;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return 415;
  // What is compressed is not unpacked: nobody of ours sends it, and unpacking is a door of its own.
  if (request.headers.has("content-encoding")) return 415;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site !== null && site !== "same-origin") return 403;
  if (origin !== null && origin !== env.publicUrl.origin) return 403;
  if (site === null && origin === null) return 403;
  if (Number(request.headers.get("content-length") ?? 0) > BODY_MAX_BYTES) return 413;
  return null;
}

/**
 * Reads the body of a write up to the limit: one sent in pieces names no length beforehand.
 *
 * @returns the same request with its body in memory, or null when there is more of it than we take
 */
export async function withBoundedBody(request: Request): Promise<Request | null> {
  if (request.method === "GET" || !request.body) return request;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > BODY_MAX_BYTES) {
      await reader.cancel().catch(() => {});
      return null;
    }
    pieces.push(value);
  }
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body: Buffer.concat(pieces) });
}
