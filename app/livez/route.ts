export const dynamic = "force-dynamic";

/** Says that the process answers. */
export const GET = () => new Response("alive\n", { headers: { "cache-control": "no-store" } });
