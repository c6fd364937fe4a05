import { refusalOf, serverApi } from "../../../../../_trpc/server";
import { gatherDebate } from "../gather";
import { csvOf, markdownOf } from "./transcript";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ classroomId: string; debateId: string }> };

const TYPES: Record<string, string> = {
  md: "text/markdown; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

const STATUS: Record<string, number> = { UNAUTHENTICATED: 401, NOT_FOUND: 404, FORBIDDEN: 403, INVALID: 400 };

const PLAIN = { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" };

/** A debate as a file, by the same procedures and the same rules as its page. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const format = new URL(request.url).searchParams.get("format") ?? "md";
  const type = TYPES[format];
  if (!type) return new Response("There is no such format.\n", { status: 404, headers: PLAIN });
  try {
    const { frame, ...told } = await gatherDebate(await serverApi(), await params);
    const { name, timeZone: zone } = frame.classroom;
    const text = format === "csv" ? csvOf(told) : markdownOf(told, { className: name, zone });
    return new Response(text, {
      headers: {
        "content-type": type,
        "content-disposition": `attachment; filename="debate-${nameOf(told.debate.motion)}.${format}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return new Response(`${refusal.message}\n`, { status: STATUS[refusal.code] ?? 503, headers: PLAIN });
  }
}

/** "this-house-believes-the-clones", of letters that every device takes in a name. */
const nameOf = (motion: string): string =>
  motion
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "") || "transcript";
