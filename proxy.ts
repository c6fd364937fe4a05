import { type NextRequest, NextResponse } from "next/server";
import { securityHeaders } from "#server/headers";

/**
 * Adds headers to every document. It decides nothing: who may see what is settled where the data is read.
 *
 * The policy and its nonce go on the request, where Next finds them for its own scripts, and on the answer.
 * What a stranger sent under those two names is dropped by being overwritten.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);

  const inner = new Headers(request.headers);
  inner.delete("content-security-policy-report-only");
  inner.set("content-security-policy", policy);
  inner.set("x-nonce", nonce);

  const response = NextResponse.next({ request: { headers: inner } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(securityHeaders(isHttps(request)))) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/|icon\\.svg$|livez$|readyz$).*)"] };

function contentSecurityPolicy(nonce: string): string {
  // In development React evaluates code to rebuild stack traces and Next draws its error panel with style tags.
  const development = process.env.NODE_ENV === "development";
  const evaluation = development ? " 'unsafe-eval'" : "";
  const styles = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src 'self' ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

function isHttps(request: NextRequest): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  return (forwarded ?? request.nextUrl.protocol.replace(":", "")) === "https";
}
