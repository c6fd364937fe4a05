import type { serverApi } from "../../../_trpc/server";
import type { PromptLine } from "./words";

/** Windows that are read at most: a class has no more questions than they hold. */
const WINDOWS_MAX = 5;

/** Every question of the class that is the reader's to know of, those due soonest first. */
export async function everyPrompt(
  api: Awaited<ReturnType<typeof serverApi>>,
  classroomId: string,
): Promise<PromptLine[]> {
  const lines: PromptLine[] = [];
  let cursor: string | null = null;
  for (let window = 0; window < WINDOWS_MAX; window++) {
    const { items, nextCursor }: { items: PromptLine[]; nextCursor: string | null } = await api.prompt.list({
      classroomId,
      ...(cursor ? { cursor } : {}),
    });
    lines.push(...items);
    cursor = nextCursor;
    if (!cursor) break;
  }
  return lines;
}
