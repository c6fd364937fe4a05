import { defaultReader, parseReader, type ReaderSettings, serializeReader } from "#domain/reader";
import { keepReader, readReaderCookie } from "./reader-browser";
import { keep, readKept } from "./shelf";

/** The last change that was made on this device: to be sent, or sent at `at`. */
export type Note = { reader: string; at: number; isSent: boolean };

const KIND = "reader";
const NAME = "settings";
/** A slider makes many changes; they are sent together. */
const GATHER_MS = 800;
/** A page that was asked for before a change was sent may arrive after it, with what the account held before. */
const SETTLED_MS = 10_000;

/** What a page says of the account, and what this device knows. */
export type Facts = {
  /** The account's settings as the page brought them; null when none were ever set. */
  account: string | null;
  /** What this device shows now. */
  shown: string;
  note: Note | null;
  /** What the account was known to hold at some time since this tab was loaded. */
  known: ReadonlySet<string>;
  now: number;
};

/**
 * Decides what a page is to show: the account's settings, unless a change of this device is still to be sent or has
 * just been, or the page is an older one that the router kept.
 *
 * @returns `show` when something else is to be shown, `send` when something is still to be sent
 */
export function settle({ account, shown, note, known, now }: Facts): { show: string | null; send: boolean } {
  if (note && !note.isSent) return { show: note.reader === shown ? null : note.reader, send: true };
  const wanted = account ?? serializeReader(defaultReader);
  const isOld = known.has(wanted) || (note !== null && now - note.at < SETTLED_MS);
  return { show: isOld || wanted === shown ? null : wanted, send: false };
}

let current: string | null = null;
let known = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

const readNote = (account: string) => readKept<Note>(account, KIND, NAME);
const writeNote = (account: string, note: Note) => keep(account, KIND, NAME, note);

/** Takes up the account's settings as a page brought them, and sends what an earlier page could not. */
export function meetAccount(account: string, reader: string | null): void {
  if (current !== account) known = new Set();
  current = account;
  const shown = serializeReader(readReaderCookie());
  const { show, send } = settle({ account: reader, shown, note: readNote(account), known, now: Date.now() });
  known.add(reader ?? serializeReader(defaultReader));
  if (show !== null) keepReader(parseReader(show));
  if (send) void sendReader();
}

/** Shows a change at once, and keeps it for the account. */
export function changeReader(settings: ReaderSettings): void {
  keepReader(settings);
  if (current === null) return;
  const reader = serializeReader(settings);
  known.add(reader);
  writeNote(current, { reader, at: Date.now(), isSent: false });
  clearTimeout(timer);
  timer = setTimeout(() => void sendReader(), GATHER_MS);
}

/** Sends what is still to be sent. What cannot be is kept for the next page. */
export async function sendReader(): Promise<void> {
  clearTimeout(timer);
  const account = current;
  const note = account === null ? null : readNote(account);
  if (account === null || !note || note.isSent) return;
  try {
    const answer = await fetch("/api/trpc/account.keepReader", {
      method: "POST",
      // Only this outlives the page.
      keepalive: true,
      headers: { "content-type": "application/json", "commonplace-account": account },
      body: JSON.stringify({ reader: note.reader }),
    });
    if (answer.ok && readNote(account)?.reader === note.reader)
      writeNote(account, { ...note, at: Date.now(), isSent: true });
  } catch {
    // The network is away.
  }
}
