"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { classroomPaths } from "./frame";
import { SearchIcon } from "./icons";
import { readReaderCookie } from "./reader-browser";
import { SearchPanel } from "./search-panel";
import "./search.css";

/** The way to search from every page of a class: a link to its page, and `/` for a panel over the page one is on. */
export function SearchEntry({ classroomId }: { classroomId: string }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isTaken(event.target) || readReaderCookie().keys === "off") return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>("#search-field");
      if (field) field.select();
      else setOpen(true);
    };
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, []);
  return (
    <>
      <Link className="find" href={classroomPaths(classroomId).search} prefetch={false} aria-keyshortcuts="/">
        <span className="wide">Search</span>
        <span className="narrow">
          <SearchIcon />
          <span className="vh">Search</span>
        </span>
      </Link>
      <SearchPanel classroomId={classroomId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

/** Somebody writes, chooses or is being asked something: the key is not ours. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, .poppanel") !== null;
}
