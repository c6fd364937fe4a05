/**
 * What this device keeps for an account: drafts and posts that are not sent yet. In localStorage, because writing
 * there is done when the call returns, also while a page is being closed, and the browser tells the other tabs.
 * One key a thing, so that two tabs never write over each other's.
 */
const ROOT = "commonplace:";
/** Kinds that nobody wrote and nobody would miss: they go with the rest, and no question is asked about them. */
const QUIET = new Set(["reader", "progress", "marks", "takesUp"]);
/** Written and removed at sign-out, for the other tabs to hear. */
const LEFT = "commonplace-left";

// Where the browser allows no storage, things are kept as long as the page lives.
const memory = new Map<string, string>();
const listeners = new Set<(key: string) => void>();
const leavers = new Set<(account: string) => void>();

let current: string | null = null;

/** Names the account whose page this is. */
export function setAccount(account: string): void {
  if (typeof window !== "undefined") current = account;
}

/** The account whose page this is; null where no page has named one. */
export const currentAccount = (): string | null => current;

const keyOf = (account: string, kind: string, name: string) => `${ROOT}${account}:${kind}:${name}`;

function readKey(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Reads one thing; null when there is none. */
export const readKept = <T>(account: string, kind: string, name: string): T | null =>
  parse<T>(readKey(keyOf(account, kind, name)));

/** Keeps one thing, or lets go of it with null. It is safe on the device when this returns. */
export function keep(account: string, kind: string, name: string, value: unknown): void {
  const key = keyOf(account, kind, name);
  memory.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    if (value !== null) memory.set(key, JSON.stringify(value));
  }
  for (const listener of [...listeners]) listener(key);
}

function allKeys(): string[] {
  const keys = new Set(memory.keys());
  try {
    for (let n = 0; n < localStorage.length; n++) {
      const key = localStorage.key(n);
      if (key?.startsWith(ROOT)) keys.add(key);
    }
  } catch {}
  return [...keys];
}

/** Every thing of a kind that is kept for an account. */
export function listKept<T>(account: string, kind: string): T[] {
  const prefix = keyOf(account, kind, "");
  return allKeys()
    .filter((key) => key.startsWith(prefix))
    .map((key) => parse<T>(readKey(key)))
    .filter((value) => value !== null);
}

/** The names of the things of a kind that are kept for an account, which begin with `start`. */
export function namesKept(account: string, kind: string, start: string): string[] {
  const prefix = keyOf(account, kind, "");
  return allKeys()
    .filter((key) => key.startsWith(`${prefix}${start}`))
    .map((key) => key.slice(prefix.length));
}

/** How many things that somebody wrote are kept for an account. */
export const countKept = (account: string): number =>
  allKeys().filter((key) => {
    const [kind] = key.startsWith(`${ROOT}${account}:`)
      ? key.slice(ROOT.length + account.length + 1).split(":")
      : [];
    return kind !== undefined && !QUIET.has(kind);
  }).length;

/** Removes everything kept for an account, and tells all its tabs that it left. */
export function clearKept(account: string): void {
  for (const leave of [...leavers]) leave(account);
  for (const key of allKeys()) {
    if (!key.startsWith(`${ROOT}${account}:`)) continue;
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {}
  }
  try {
    localStorage.setItem(LEFT, account);
    localStorage.removeItem(LEFT);
  } catch {}
}

/** Hears of every change of a kind of an account's things, made in this tab or another. Answers how to stop. */
export function onKept(account: string, kind: string, heard: (name: string) => void): () => void {
  const prefix = keyOf(account, kind, "");
  const listener = (key: string) => {
    if (key.startsWith(prefix)) heard(key.slice(prefix.length));
  };
  listeners.add(listener);
  listenToTabs();
  return () => listeners.delete(listener);
}

/** Hears that an account signed out on this device: in this tab, just before its things are removed, or in another. */
export function onLeave(heard: (account: string) => void): () => void {
  leavers.add(heard);
  listenToTabs();
  return () => leavers.delete(heard);
}

let isListening = false;

function listenToTabs(): void {
  if (isListening || typeof window === "undefined") return;
  isListening = true;
  window.addEventListener("storage", (event) => {
    if (event.key?.startsWith(ROOT)) for (const listener of [...listeners]) listener(event.key);
    if (event.key === LEFT && event.newValue) for (const leave of [...leavers]) leave(event.newValue);
  });
}
