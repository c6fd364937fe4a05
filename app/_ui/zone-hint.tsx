"use client";

import { useClock } from "./clock";
import { zoneHint } from "./dates";

/** Below a field for a moment: by which clocks it is meant. */
export function ZoneHint() {
  return <>{zoneHint(useClock())}</>;
}
