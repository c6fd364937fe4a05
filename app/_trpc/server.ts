import "server-only";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { createCaller } from "#server/api/root";
import { createContext, refusalOf } from "#server/api/trpc";

export { refusalOf };

/** The procedures, called from a page on the server with the request's own cookies. */
export async function serverApi() {
  return createCaller(createContext((await cookies()).toString()));
}

/**
 * Calls procedures for a page: what is absent or not the reader's becomes the not-found page, and who is signed
 * out goes to sign in and comes back.
 *
 * @param path  where to come back to
 */
export async function forPage<T>(
  path: string,
  call: (api: Awaited<ReturnType<typeof serverApi>>) => Promise<T>,
): Promise<T> {
  try {
    return await call(await serverApi());
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal?.code === "UNAUTHENTICATED") redirect(`/sign-in?next=${encodeURIComponent(path)}`);
    if (refusal?.code === "NOT_FOUND" || refusal?.code === "FORBIDDEN" || refusal?.code === "INVALID")
      notFound();
    throw error;
  }
}
