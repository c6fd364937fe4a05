import { accountHeaders } from "../../../_trpc/client";

const GATHER_MS = 1_000;

/** Gathers which threads were seen and tells the server, also when the page is being closed. */
export class SeenMarks {
  private readonly rootIds = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly classroomId: string,
    private readonly sectionId: string,
    private readonly cursor: () => string,
  ) {}

  /** Answers how to stop; what was gathered is sent then. */
  start(): () => void {
    const flush = () => void this.flush();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }

  add(rootIds: string[]): void {
    for (const id of rootIds) this.rootIds.add(id);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Marks the whole section. @throws when it did not reach the server */
  async sendAll(): Promise<void> {
    if (!(await this.send([], true))) throw new Error("not marked");
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rootIds = [...this.rootIds].slice(0, 60);
    if (rootIds.length === 0) return;
    for (const id of rootIds) this.rootIds.delete(id);
    // Kept for the next time: a mark that is late does no harm.
    if (!(await this.send(rootIds, false))) for (const id of rootIds) this.rootIds.add(id);
    else if (this.rootIds.size > 0) await this.flush();
  }

  // By hand, because only `keepalive` outlives the page.
  private async send(rootIds: string[], all: boolean): Promise<boolean> {
    const { classroomId, sectionId } = this;
    try {
      const answer = await fetch("/api/trpc/comment.markSeen", {
        method: "POST",
        keepalive: true,
        headers: { "content-type": "application/json", ...accountHeaders() },
        body: JSON.stringify({ classroomId, sectionId, rootIds, all, upTo: this.cursor() }),
      });
      return answer.ok;
    } catch {
      return false;
    }
  }
}
