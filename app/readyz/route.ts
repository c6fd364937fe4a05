import { isReady } from "#server/ready";

export const dynamic = "force-dynamic";

/** Says that the process can serve: a load balancer sends nobody here while it cannot. */
export async function GET() {
  const ready = await isReady().catch(() => false);
  return new Response(ready ? "ready\n" : "not ready\n", {
    status: ready ? 200 : 503,
    headers: { "cache-control": "no-store", ...(ready ? {} : { "retry-after": "2" }) },
  });
}
