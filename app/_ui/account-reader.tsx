"use client";

import { useEffect, useLayoutEffect } from "react";
import { meetAccount, sendReader } from "./reader-account";

const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Lets the text settings follow the account from device to device. Shows nothing. */
export function AccountReader({ userId, reader }: { userId: string; reader: string | null }) {
  useBrowserLayoutEffect(() => meetAccount(userId, reader), [userId, reader]);
  useEffect(() => {
    const send = () => void sendReader();
    window.addEventListener("online", send);
    window.addEventListener("pagehide", send);
    return () => {
      window.removeEventListener("online", send);
      window.removeEventListener("pagehide", send);
    };
  }, []);
  return null;
}
