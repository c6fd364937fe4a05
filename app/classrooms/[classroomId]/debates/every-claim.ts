import type { ClaimView } from "#domain/debate/claim";
import type { serverApi } from "../../../_trpc/server";

type Api = Awaited<ReturnType<typeof serverApi>>;
type Window = { claims: ClaimView[]; nextCursor: string | null };

/** Windows that are read at most. */
const WINDOWS_MAX = 20;

/**
 * Everything that was said in a debate, in the order of its saying.
 *
 * @param first  the window that the debate was read with
 */
export async function everyClaim(
  api: Api,
  on: { classroomId: string; debateId: string },
  first: Window,
): Promise<ClaimView[]> {
  const claims = [...first.claims];
  let cursor = first.nextCursor;
  for (let window = 1; cursor && window < WINDOWS_MAX; window++) {
    const next: Window = await api.debate.claims({ ...on, cursor });
    claims.push(...next.claims);
    cursor = next.nextCursor;
  }
  return claims;
}
