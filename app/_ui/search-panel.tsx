"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { QUERY_MAX_CHARS } from "#domain/query";
import type { SearchAnswer } from "#domain/search";
import { toActionError } from "./action-error";
import { classroomPaths } from "./frame";
import { SearchHits } from "./search-hits";
import { firstOf, resultWords, shownOf } from "./search-words";

/** Long enough to type the next letter, short enough not to be waited for. */
const PAUSE_MS = 120;
const PER_GROUP = 4;

type PanelProps = { classroomId: string; isOpen: boolean; onClose: () => void };

/**
 * Search over the page one is on. Results come as one types; the arrow keys go through them, Enter in the field opens
 * the page of all results, Escape goes back to where one was.
 */
export function SearchPanel({ classroomId, isOpen, onClose }: PanelProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    if (isOpen && dialog && !dialog.open) dialog.showModal();
    if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does by keyboard what the press beside it does
    <dialog
      ref={box}
      className="dlg finder"
      aria-label="Search"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      {isOpen && <Finder classroomId={classroomId} onClose={onClose} />}
    </dialog>
  );
}

function Finder({ classroomId, onClose }: { classroomId: string; onClose: () => void }) {
  const [q, setQ] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { answer, error } = useSearch(classroomId, q);
  const router = useRouter();
  const { search } = classroomPaths(classroomId);
  useEffect(() => field.current?.focus(), []);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    router.push(`${search}?q=${encodeURIComponent(q)}` as typeof search);
  };
  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    // A search field keeps the first Escape to empty itself.
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp")
      step(event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys of the controls inside
    <div className="in" onKeyDown={handleKey}>
      <search>
        <form action={search} method="get" onSubmit={handleSubmit}>
          <label className="vh" htmlFor="finder-field">
            Search this class
          </label>
          <input
            ref={field}
            id="finder-field"
            className="inp"
            type="search"
            name="q"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={QUERY_MAX_CHARS}
            placeholder="A word, a name, “a phrase”"
            data-hit=""
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
          <button type="button" className="lnk" onClick={onClose}>
            Close
          </button>
        </form>
      </search>
      <p role="status" className="st">
        {error ??
          (answer
            ? resultWords(answer, answer.q)
            : "Arrow keys go through what is found; Enter shows all of it.")}
      </p>
      {answer && (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a press on a link inside closes the panel behind it
        <div
          className="hits"
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest("a")) onClose();
          }}
        >
          {answer.also.length > 0 && <p className="also">Also searched for {answer.also.join(" and ")}.</p>}
          <SearchHits classroomId={classroomId} answer={answer} />
          {shownOf(answer) > 0 && (
            <p className="all">
              <a
                className="lnk"
                data-hit=""
                data-soft=""
                href={`${search}?q=${encodeURIComponent(answer.q)}`}
              >
                All results
              </a>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Moves focus to the next or previous hit; the field stands before the first. */
function step(root: HTMLElement, by: 1 | -1): void {
  const stops = [...root.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

type Found = { answer: (SearchAnswer & { q: string }) | null; error: string | null };

/** Asks as one types: after a short pause, and no longer for what is no more asked. */
function useSearch(classroomId: string, q: string): Found {
  const [found, setFound] = useState<Found>({ answer: null, error: null });
  useEffect(() => {
    if (q.trim() === "") {
      setFound({ answer: null, error: null });
      return;
    }
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { trpc } = await import("../_trpc/client");
        const answer = await trpc.search.query.query({ classroomId, q }, { signal: leaving.signal });
        if (!leaving.signal.aborted) setFound({ answer: { ...firstOf(answer, PER_GROUP), q }, error: null });
      } catch (error) {
        if (!leaving.signal.aborted) setFound({ answer: null, error: toActionError(error).message });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [classroomId, q]);
  return found;
}
