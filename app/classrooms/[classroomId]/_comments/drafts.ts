"use client";

import { useCallback, useSyncExternalStore } from "react";
import { currentAccount, keep, namesKept, onKept, onLeave, readKept } from "../../../_ui/shelf";

const KIND = "draft";

/** The text of one composer, kept on this device while it is written. The latest of two tabs wins, and tells the other. */
class Draft {
  text: string;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly account: string,
    private readonly place: string,
  ) {
    this.text = this.stored();
    onKept(account, KIND, (changed) => {
      if (changed === place) this.take(this.stored());
    });
    onLeave((left) => {
      if (left === account) this.take("");
    });
  }

  // Written with every keystroke: it costs microseconds, and there is no moment in which words are nowhere but here.
  readonly set = (text: string): void => {
    if (text === this.text) return;
    this.take(text);
    keep(this.account, KIND, this.place, text === "" ? null : text);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private stored(): string {
    return readKept<string>(this.account, KIND, this.place) ?? "";
  }

  private take(text: string): void {
    if (text === this.text) return;
    this.text = text;
    for (const listener of [...this.listeners]) listener();
  }
}

const drafts = new Map<string, Draft>();
let scope = "";

/** Names the class that is open: classes that read the same guide have their own drafts. */
export function setDraftScope(classroomId: string): void {
  if (typeof window !== "undefined") scope = classroomId;
}

function draftOf(place: string): Draft | null {
  const account = currentAccount();
  if (!account) return null;
  const name = `${scope}:${place}`;
  const key = `${account}:${name}`;
  const known = drafts.get(key);
  if (known) return known;
  const made = new Draft(account, name);
  drafts.set(key, made);
  return made;
}

/** The places of the open class in which something was begun and not sent, whose names begin with `start`. */
export function draftPlaces(start: string): string[] {
  const account = currentAccount();
  if (!account) return [];
  return namesKept(account, KIND, `${scope}:${start}`).map((name) => name.slice(scope.length + 1));
}

/** What was begun in a place and not sent. */
export const readDraft = (place: string): string => draftOf(place)?.text ?? "";

/** Whether something was begun in a place and not sent. */
export const hasDraft = (place: string): boolean => readDraft(place) !== "";

/** Puts words into a place, as if they had been typed there. */
export const putDraft = (place: string, text: string): void => draftOf(place)?.set(text);

const nothing = () => () => {};

/**
 * What is being written in one place, kept on this device for the account until `clear`.
 *
 * @param place  names the composer within its class, such as `reply:${commentId}`
 * @returns the text (empty in the first render, the kept one right after), how to set it, and how to let go of it
 */
export function useDraft(place: string): [string, (text: string) => void, () => void] {
  const draft = typeof window === "undefined" ? null : draftOf(place);
  const text = useSyncExternalStore(
    draft?.subscribe ?? nothing,
    () => draft?.text ?? "",
    () => "",
  );
  const set = useCallback((next: string) => draft?.set(next), [draft]);
  const clear = useCallback(() => draft?.set(""), [draft]);
  return [text, set, clear];
}
