import { headers } from "next/headers";
import { type Carried, carry } from "./carried-store";

/** How this answer brings JSON to the browser: with its document, or as the data of a page opened from another of ours. */
export async function carrying(): Promise<(json: string) => Carried> {
  return (await asksForDocument()) ? carry : (json) => json;
}

/**
 * Whether the answer is a document, and not the data of a page that is opened from another of ours. Next hides its own
 * mark of the difference from pages; browsers too old for the first header still say what they take.
 */
export async function asksForDocument(): Promise<boolean> {
  const asked = await headers();
  const destination = asked.get("sec-fetch-dest");
  return destination ? destination === "document" : (asked.get("accept") ?? "").includes("text/html");
}
