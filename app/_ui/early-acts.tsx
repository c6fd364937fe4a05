"use client";

import { useEffect } from "react";
import { redoEarly } from "./early";

/**
 * Does what was done before the page listened. It stands in the frame of every page and not in the layout, which comes
 * alive before what is in it. Shows nothing.
 */
export function EarlyActs() {
  useEffect(redoEarly, []);
  return null;
}
