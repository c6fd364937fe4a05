import type { SectionState } from "#domain/reading";
import { accountHeaders } from "../../../_trpc/client";
import { keep, listKept, readKept } from "../../../_ui/shelf";

/** What is to be told of one section. */
export type Place = { paragraphId: string; reachedId: string | null };
/** `at` is when, by this device's clock: only how long ago that is goes to the server. */
type Waiting = Place & { classroomId: string; sectionId: string; at: number };

const KIND = "progress";
/** How long changes are gathered before they are sent. */
const GATHER_MS = 4_000;
/** As the server's PROGRESS_AGE_MAX_MS: a clock that was set wrong must not make it refuse. */
const AGE_MAX_MS = 90 * 86_400_000;

/** Whether it is done with: kept, or refused for good. Everything else is tried again later. */
type Outcome = { isOver: boolean; state: SectionState | null };

/** Says to the server how far somebody has read. By hand, because only `keepalive` outlives the page. */
async function send(account: string, { at, ...place }: Waiting, isLate: boolean): Promise<Outcome> {
  const agoMs = isLate ? Math.min(Math.max(0, Date.now() - at), AGE_MAX_MS) : 0;
  try {
    const answer = await fetch("/api/trpc/reading.keep", {
      method: "POST",
      keepalive: true,
      headers: { "content-type": "application/json", ...accountHeaders(), "commonplace-account": account },
      body: JSON.stringify({ ...place, agoMs }),
    });
    if (!answer.ok) return { isOver: [400, 404, 409].includes(answer.status), state: null };
    const body = (await answer.json()) as { result?: { data?: { state?: SectionState } } };
    return { isOver: true, state: body.result?.data?.state ?? null };
  } catch {
    return { isOver: false, state: null };
  }
}

/**
 * Keeps one section's progress: on the device at once, on the server after a pause, when the page is left, and when
 * the network is back. What could not be sent is sent by a later page. Nothing is said to the reader about it.
 */
export class ProgressKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  /** What waits is of an earlier page, or could not be sent when it was new. */
  private isLate = true;

  constructor(
    private readonly account: string,
    private readonly place: { classroomId: string; sectionId: string },
    private readonly onState: (state: SectionState) => void,
  ) {}

  /** Answers how to stop; what was gathered is sent then. */
  start(): () => void {
    const flush = () => void this.flush();
    window.addEventListener("pagehide", flush);
    window.addEventListener("online", flush);
    document.addEventListener("visibilitychange", flush);
    void this.flushAll();
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("online", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }

  note({ paragraphId, reachedId }: Place): void {
    const before = this.waiting();
    keep(this.account, KIND, this.place.sectionId, {
      ...this.place,
      paragraphId,
      reachedId: reachedId ?? before?.reachedId ?? null,
      at: Date.now(),
    });
    this.isLate = false;
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  private waiting(): Waiting | null {
    return readKept<Waiting>(this.account, KIND, this.place.sectionId);
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = this.waiting();
    if (!waiting || this.isSending) return;
    this.isSending = true;
    const { isOver, state } = await send(this.account, waiting, this.isLate);
    this.isSending = false;
    if (state) this.onState(state);
    const now = this.waiting();
    const isSame = JSON.stringify(now) === JSON.stringify(waiting);
    if (!isOver) this.isLate ||= isSame;
    else if (isSame) keep(this.account, KIND, this.place.sectionId, null);
    else if (now) this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** What pages before this one could not send, of other sections too. */
  private async flushAll(): Promise<void> {
    await this.flush();
    for (const waiting of listKept<Waiting>(this.account, KIND)) {
      if (waiting.sectionId === this.place.sectionId) continue;
      const { isOver } = await send(this.account, waiting, true);
      if (!isOver) return;
      keep(this.account, KIND, waiting.sectionId, null);
    }
  }
}
