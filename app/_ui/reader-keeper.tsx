"use client";

import { useEffect, useLayoutEffect } from "react";
import { applyReader, readReaderCookie } from "./reader-browser";

const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/**
 * Keeps `<html>` as the reader set it. React owns the attributes the server wrote and takes `data-theme` off
 * when it renders the layout again for somebody who follows the system, so this puts it back on each render.
 */
export function ReaderKeeper(_: { stamp: string }) {
  useBrowserLayoutEffect(() => applyReader(readReaderCookie()));
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const handleChange = () => applyReader(readReaderCookie());
    system.addEventListener("change", handleChange);
    return () => system.removeEventListener("change", handleChange);
  }, []);
  return null;
}
