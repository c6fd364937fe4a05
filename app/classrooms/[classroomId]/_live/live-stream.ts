import type { LiveBatch } from "#domain/live";
import { trpc } from "../../../_trpc/client";
import { toActionError } from "../../../_ui/action-error";
import type { Connection } from "./live-types";

const RETRY_MAX_MS = 15_000;
/** A stream that lived this long starts counting its tries anew. */
const STEADY_MS = 10_000;

export type StreamEvents = {
  onBatch(batch: LiveBatch): void;
  onState(state: Connection): void;
  /** Somebody else is signed in in this browser now. */
  onStranger(): void;
};

/** The one open stream of a browser: opened as its account only, and opened again until it is stopped. */
export class LiveStream {
  private subscription: { unsubscribe(): void } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private openedAt = 0;
  /** Which opening is the current one; what an earlier one still says is not heard. */
  private turn = 0;

  constructor(
    private readonly account: string,
    /** The last cursor that was heard, or null to start now. */
    private cursor: string | null,
    private readonly events: StreamEvents,
  ) {}

  open(): void {
    this.close();
    const turn = this.turn;
    const isCurrent = () => turn === this.turn;
    this.subscription = trpc.live.onChange.subscribe(
      { lastEventId: this.cursor },
      {
        onData: ({ data }) => {
          if (!isCurrent()) return;
          this.openedAt ||= Date.now();
          this.cursor = data.cursor;
          this.events.onBatch(data);
          this.events.onState("live");
        },
        onConnectionStateChange: (state) => {
          // The browser's own trying again knows neither our pace nor whose stream it is.
          if (isCurrent() && state.state === "connecting" && state.error) this.retry("offline");
        },
        onError: (error) => {
          if (!isCurrent()) return;
          if (toActionError(error).code === "UNAUTHENTICATED") this.leave();
          else this.retry("offline");
        },
        // The server ended it, after its time or because somebody's rights changed.
        onComplete: () => {
          if (isCurrent()) this.retry("connecting");
        },
      },
    );
  }

  close(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.subscription?.unsubscribe();
    this.subscription = null;
  }

  /** The server does not know us: nobody is signed in any more, or somebody else is. */
  private leave(): void {
    this.close();
    this.events.onState("signed-out");
    trpc.account.me.query().then(
      (me) => me && me.id !== this.account && this.events.onStranger(),
      // Not to be asked now: it is asked again when the page is looked at.
      () => {},
    );
  }

  private retry(state: Connection): void {
    if (this.openedAt && Date.now() - this.openedAt > STEADY_MS) this.tries = 0;
    this.openedAt = 0;
    this.close();
    this.events.onState(state);
    const delay = Math.min(RETRY_MAX_MS, 250 * 2 ** this.tries++) * (0.5 + Math.random());
    this.timer = setTimeout(() => this.open(), delay);
  }
}
