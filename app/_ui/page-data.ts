import type { Route } from "next";
import { notFound, redirect } from "next/navigation";

/**
 * Reads what a page shows. Nobody signed in: to the sign-in page, and back here after it. Absent, or not theirs to
 * open: the not-found page, the same for both.
 *
 * @param here  this page's path, to come back to
 * @param read  asks the API; the API alone decides what may be seen
 */
export async function pageData<T>(here: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    const code = refusalOf(thrown);
    if (code === "UNAUTHORIZED" || code === "UNAUTHENTICATED") {
      redirect(`/sign-in?next=${encodeURIComponent(here)}` as Route);
    }
    if (code === "NOT_FOUND" || code === "FORBIDDEN" || code === "BAD_REQUEST" || code === "INVALID")
      notFound();
    throw thrown;
  }
}

function refusalOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The one value of a search parameter, or undefined. */
export function one(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
