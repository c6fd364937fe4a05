"use client";

import { useCallback, useSyncExternalStore } from "react";
import { currentAccount, keep, onKept, onLeave, readKept } from "../../../_ui/shelf";

const KIND = "draft";
const WRITE_AFTER_MS = 250;

/** The text of one composer, kept on this device while it is written. The latest of two tabs wins, and tells the other. */
class Draft {
  text: string;
  private dirty = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly account: string,
    private readonly place: string,
  ) {
    this.text = this.stored();
    onKept(account, KIND, (changed) => {
      // What is being typed here is newer, and is written in a moment.
      if (changed === place && !this.dirty) this.take(this.stored());
    });
    onLeave((left) => {
      if (left === account) this.forget();
    });
    // A page that is closed says one of the two, and on phones often only the second.
    window.addEventListener("pagehide", () => this.write());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.write();
    });
  }

  readonly set = (text: string): void => {
    if (text === this.text) return;
    this.dirty = true;
    this.take(text);
    if (text === "") this.write();
    else this.timer ??= setTimeout(() => this.write(), WRITE_AFTER_MS);
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.dirty) return;
    this.dirty = false;
    keep(this.account, KIND, this.place, this.text === "" ? null : this.text);
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dirty = false;
    this.take("");
  }

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

/** Whether something was begun in a place and not sent. */
export const hasDraft = (place: string): boolean => (draftOf(place)?.text ?? "") !== "";

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
