"use client";

import { type Carried, takeCarried } from "./carried-store";

/** Brings data with the document, for `readCarried`. */
export function CarriedData({ data }: { data: Carried | undefined }) {
  if (data === undefined || typeof data === "string") return null;
  return (
    <script
      type="application/json"
      data-carried={data.under}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON without a tag’s sign; no script, and never run
      dangerouslySetInnerHTML={{ __html: typeof document === "undefined" ? takeCarried(data.under) : "" }}
    />
  );
}
