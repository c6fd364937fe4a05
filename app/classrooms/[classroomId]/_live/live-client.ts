import { MADE_UP_STUDENT } from "#domain/as-student";
import type { LiveBatch } from "#domain/live";
import { trpc } from "../../../_trpc/client";
import { toActionError } from "../../../_ui/action-error";
import { onLeave } from "../../../_ui/shelf";
import { LiveStream } from "./live-stream";
import type { Connection, Listener } from "./live-types";
import { canShare } from "./locks";

type Message =
  | { kind: "hello" }
  /** The server did not know this account: whoever leads shall see whether it still does. */
  | { kind: "doubt" }
  /** Somebody else is signed in: no tab goes on showing this account's pages. */
  | { kind: "stranger" }
  | { kind: "state"; state: Connection; cursor: string | null }
  | { kind: "batch"; batch: LiveBatch }
  /** The stream began without knowing where the last one ended: everybody catches up by themselves. */
  | { kind: "cold" };

/** A leading tab that does not answer within this is asleep, as phones do with tabs in the background. */
const ASLEEP_MS = 2_000;

/**
 * What this tab hears of the changes in an account's classes. All tabs of a browser share one stream: the one that
 * holds the lock keeps it open and passes on what it says; when that tab goes, the next goes on from the last
 * cursor it heard.
 */
export class LiveClient {
  state: Connection = "connecting";
  private readonly listeners = new Map<Listener, { isBehind: boolean }>();
  private channel: BroadcastChannel | null = null;
  private stream: LiveStream | null = null;
  private release: (() => void) | null = null;
  private queued: AbortController | null = null;
  private heard: string | null = null;
  private asleep: ReturnType<typeof setTimeout> | undefined;
  private isStarted = false;
  private wasAway = false;

  constructor(private readonly account: string) {
    window.addEventListener("pagehide", () => this.stop());
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && this.listeners.size > 0) this.resume();
    });
    document.addEventListener("resume", () => this.catchUpAll());
    document.addEventListener("visibilitychange", () => this.handleVisibility());
    window.addEventListener("online", () => this.stream?.open());
    // A server on this very machine is there without any network: trying tells.
    window.addEventListener("offline", () => this.stream?.open());
    onLeave((left) => {
      // Another tab signed out: nothing of this person stays on the screen.
      if (left === account && this.isStarted) location.assign("/sign-in");
    });
  }

  /** Hears everything from the listener's cursor on. Answers how to stop. */
  join(listener: Listener): () => void {
    // Nothing is told to the student that a teacher looks through: the page is as it was when it was opened.
    if (this.account === MADE_UP_STUDENT) {
      listener.onConnection("live");
      return () => {};
    }
    this.listeners.set(listener, { isBehind: true });
    listener.onConnection(this.state);
    if (!this.isStarted) this.start();
    else if (this.state === "live") this.catchUp(listener);
    return () => {
      this.listeners.delete(listener);
      // A page that goes on to another of the class joins again at once.
      queueMicrotask(() => {
        if (this.listeners.size === 0) this.stop();
      });
    };
  }

  /** Makes sure that the stream is still this account's: it is opened again. */
  doubt(): void {
    if (this.stream) this.stream.open();
    else this.say({ kind: "doubt" });
  }

  private start(): void {
    this.isStarted = true;
    if (!canShare()) {
      if (document.visibilityState === "visible") this.lead();
      return;
    }
    this.channel = new BroadcastChannel(`commonplace-live-${this.account}`);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
    this.queue();
    this.knock();
  }

  private stop(): void {
    this.isStarted = false;
    clearTimeout(this.asleep);
    this.queued?.abort();
    this.step();
    this.channel?.close();
    this.channel = null;
    this.state = "connecting";
  }

  private resume(): void {
    for (const behind of this.listeners.values()) behind.isBehind = true;
    this.wasAway = true;
    this.start();
  }

  /** Waits for the lock; who holds it leads. */
  private queue(steal = false): void {
    const queued = new AbortController();
    this.queued?.abort();
    this.queued = queued;
    const options = steal ? { steal } : { signal: queued.signal };
    navigator.locks
      .request(`commonplace-live-${this.account}`, options, () => {
        if (queued.signal.aborted) return;
        return new Promise<void>((release) => {
          this.release = release;
          this.lead();
        });
      })
      .catch(() => {
        // Another tab took the lead because this one was asleep.
        if (queued.signal.aborted || !this.isStarted) return;
        this.step();
        this.queue();
        this.knock();
      });
  }

  /** Asks whether somebody leads; takes over from one who is asleep. */
  private knock(): void {
    if (!this.channel || this.stream) return;
    this.say({ kind: "hello" });
    clearTimeout(this.asleep);
    if (document.visibilityState !== "visible") return;
    this.asleep = setTimeout(() => {
      if (this.isStarted && !this.stream) this.queue(true);
    }, ASLEEP_MS);
  }

  private lead(): void {
    clearTimeout(this.asleep);
    const first = [...this.listeners.keys()].find((listener) => listener.cursor !== null);
    const isCold = this.heard === null;
    let isFirst = true;
    this.stream = new LiveStream(this.account, this.heard ?? first?.cursor ?? null, {
      onBatch: (batch) => {
        this.say({ kind: "batch", batch });
        this.take(batch);
        if (isFirst && isCold) {
          this.say({ kind: "cold" });
          for (const [listener, behind] of this.listeners) behind.isBehind = listener !== first;
        }
        isFirst = false;
      },
      onState: (state) => {
        if (state === "signed-out") this.step();
        this.setState(state);
      },
      onStranger: () => {
        this.step();
        this.say({ kind: "stranger" });
        location.reload();
      },
    });
    this.stream.open();
  }

  /** Leads no more. */
  private step(): void {
    this.stream?.close();
    this.stream = null;
    this.release?.();
    this.release = null;
  }

  private hear(message: Message): void {
    if (message.kind === "hello") {
      if (this.stream) this.say({ kind: "state", state: this.state, cursor: this.heard });
      return;
    }
    if (message.kind === "doubt") {
      this.stream?.open();
      return;
    }
    if (message.kind === "stranger") {
      location.reload();
      return;
    }
    clearTimeout(this.asleep);
    if (message.kind === "batch") this.take(message.batch);
    else if (message.kind === "cold") this.catchUpAll();
    else {
      this.heard = message.cursor ?? this.heard;
      // Nobody leads while nobody is signed in; somebody may again later.
      if (message.state === "signed-out") this.queued?.abort();
      else if (this.state === "signed-out") this.queue();
      this.setState(message.state, false);
    }
  }

  private take(batch: LiveBatch): void {
    this.heard = batch.cursor;
    for (const [listener, { isBehind }] of [...this.listeners]) {
      // Who is behind catches up from where their page was read: the stream may have begun after that.
      if (!isBehind) listener.cursor = batch.cursor;
      listener.onItems(batch.items, null);
    }
  }

  private setState(state: Connection, tell = true): void {
    const before = this.state;
    if (state === before) return;
    this.state = state;
    if (tell) this.say({ kind: "state", state, cursor: this.heard });
    // Away, or ended by the server, as it does when rights change: what is shown may not be this person's any more.
    if (state === "offline" || (before === "live" && state === "connecting")) this.wasAway = true;
    for (const listener of [...this.listeners.keys()]) listener.onConnection(state);
    if (state !== "live") return;
    for (const [listener, behind] of this.listeners) if (behind.isBehind) this.catchUp(listener);
    this.returnIfSeen();
  }

  private returnIfSeen(): void {
    if (!this.wasAway || document.visibilityState !== "visible") return;
    this.wasAway = false;
    for (const listener of [...this.listeners.keys()]) listener.onReturn?.();
  }

  private handleVisibility(): void {
    if (!this.isStarted) return;
    const isVisible = document.visibilityState === "visible";
    if (!canShare()) {
      // No lock: a stream for as long as the page is looked at.
      if (isVisible && !this.stream) this.lead();
      if (!isVisible) this.step();
      return;
    }
    if (!isVisible) return;
    if (this.state === "signed-out") this.queue();
    this.knock();
    if (this.state === "live") this.returnIfSeen();
  }

  private catchUpAll(): void {
    for (const [listener, behind] of this.listeners) {
      behind.isBehind = true;
      if (this.state === "live") this.catchUp(listener);
    }
  }

  private async catchUp(listener: Listener): Promise<void> {
    const behind = this.listeners.get(listener);
    const { cursor } = listener;
    if (!behind) return;
    behind.isBehind = false;
    if (cursor === null) return;
    const asOf = listener.asOf();
    try {
      const batch = await trpc.live.since.query({ cursor });
      if (!this.listeners.has(listener)) return;
      if (listener.cursor === cursor) listener.cursor = batch.cursor;
      listener.onItems(batch.items, asOf);
    } catch (thrown) {
      if (toActionError(thrown).code === "INVALID") listener.onReturn?.();
      else behind.isBehind = true;
    }
  }

  private say(message: Message): void {
    this.channel?.postMessage(message);
  }
}

const clients = new Map<string, LiveClient>();

/** What this page hears for an account. */
export function liveClientOf(account: string): LiveClient {
  const known = clients.get(account);
  if (known) return known;
  const made = new LiveClient(account);
  clients.set(account, made);
  return made;
}
