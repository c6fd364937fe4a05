import type { ExportPage } from "#domain/exchange";
import { CONTEXT, EXPORTS } from "#domain/exchange";
import { writeCollection } from "#domain/exchange-json";
import { refusalOf, serverApi } from "../../../../_trpc/server";
import { beginMarkdown, markdownOf } from "./markdown";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ classroomId: string }> };
type Format = {
  type: string;
  ending: string;
  write: (pages: AsyncIterable<ExportPage>) => AsyncGenerator<string>;
};

const FORMATS: Record<string, Format> = {
  jsonld: {
    type: `application/ld+json; profile="${CONTEXT}"; charset=utf-8`,
    ending: "jsonld",
    write: writeCollection,
  },
  md: { type: "text/markdown; charset=utf-8", ending: "md", write: writeMarkdown },
};

const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID: 400,
  CLOSED: 409,
};

/** Notes as a file, page after page as the browser takes it, each by the same procedure and the same rules. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { classroomId } = await params;
  const asked = new URL(request.url).searchParams;
  const of = EXPORTS.find((each) => each === asked.get("of")) ?? "mine";
  const section = asked.get("section");
  const format = FORMATS[asked.get("format") ?? "jsonld"];
  const api = await serverApi();
  const page = (cursor?: string) =>
    api.notes.export({ classroomId, of, ...(section ? { section } : {}), ...(cursor ? { cursor } : {}) });
  if (!format) return new Response("There is no such format.\n", { status: 404 });
  try {
    // The first page before anything is answered, so that a refusal is a refusal and no torn file.
    const first = await page();
    return new Response(streamOf(format.write(pagesFrom(first, page))), {
      headers: {
        "content-type": format.type,
        "content-disposition": `attachment; filename="${nameOf(of, section)}.${format.ending}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return new Response(`${refusal.message}\n`, {
      status: STATUS[refusal.code] ?? 503,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "private, no-store" },
    });
  }
}

const nameOf = (of: string, section: string | null): string =>
  of === "section"
    ? `notes-${(section ?? "").replace(/[^a-z0-9-]+/g, "-")}`
    : of === "mine"
      ? "my-notes"
      : "class-notes";

async function* pagesFrom(first: ExportPage, page: (cursor: string) => Promise<ExportPage>) {
  yield first;
  for (let { nextCursor } = first; nextCursor !== null; ) {
    const next = await page(nextCursor);
    yield next;
    nextCursor = next.nextCursor;
  }
}

async function* writeMarkdown(pages: AsyncIterable<ExportPage>): AsyncGenerator<string> {
  let under = "";
  let isFirst = true;
  for await (const page of pages) {
    if (isFirst) yield beginMarkdown(page.label);
    isFirst = false;
    for (const item of page.items) {
      const { text, section } = markdownOf(item, page.titles, under);
      under = section;
      yield text;
    }
  }
}

/** Asked for more only when the browser has taken what there was. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
