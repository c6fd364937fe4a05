"use client";

import { useEffect, useRef, useState } from "react";
import { keep, readKept } from "../../../../_ui/shelf";
import { makeId } from "../../../../_ui/uuid";
import type { Setup } from "./setup";

const KIND = "debate";

/**
 * The form as it is being filled in, kept on this device from the first change until it is sent or begun anew.
 *
 * @param name   the class and what the debate is made from
 * @param usual  the form as one finds it, under an id
 */
export function useSetup(userId: string, name: string, usual: (id: string) => Setup) {
  const [setup, setSetup] = useState(() => usual(""));
  const [isKept, setIsKept] = useState(false);
  const first = useRef(setup);
  useEffect(() => {
    const kept = readKept<Setup>(userId, KIND, name);
    if (!kept) return;
    setSetup(kept);
    setIsKept(true);
  }, [userId, name]);
  const change = (next: Setup) => {
    // Ids are the browser's to make, so that the server's first page and the browser's are alike.
    const named = next.id ? next : { ...next, id: makeId() };
    setSetup(named);
    keep(userId, KIND, name, named);
  };
  const forget = () => keep(userId, KIND, name, null);
  return {
    setup,
    /** What is shown was begun before. */
    isKept,
    change,
    forget,
    startAfresh() {
      forget();
      setSetup(first.current);
      setIsKept(false);
    },
  };
}
