import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authFor } from "#server/auth";
import { processContext } from "#server/context";
import { securityHeaders } from "#server/headers";

export const dynamic = "force-dynamic";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, route: RouteContext): Promise<Response> {
  const context = processContext();
  const { options, arrivalCookies } = authFor(context, request);
  const answer: Response = await NextAuth(request, route, options);
  const response = new Response(answer.body, answer);
  for (const [name, value] of Object.entries(securityHeaders(context.env.isHttps)))
    response.headers.set(name, value);
  response.headers.set("cache-control", "private, no-store");
  for (const cookie of arrivalCookies()) response.headers.append("set-cookie", cookie);
  return response;
}

export { handle as GET, handle as POST };
