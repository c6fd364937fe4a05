import type { CommentView } from "#domain/comment";
import type { LiveItem } from "#domain/live";
import { readActor } from "../account/queries";
import type { Context } from "../context";
import type { Bus } from "../feed/bus";
import { streamChanges } from "../feed/stream";
import type { Person } from "./factories";

/** One browser's stream: it asks again from where it was whenever the stream ends, until it is closed. */
export class Follower {
  readonly items: LiveItem[] = [];
  /** How often a stream was opened, and how many batches came with something in them. */
  opened = 0;
  batches = 0;
  cursor: string | null;
  private aborter = new AbortController();
  private isClosed = false;
  private readonly waiting = new Set<() => void>();
  private running: Promise<void> | null = null;

  constructor(
    private readonly context: Context,
    private bus: Bus,
    private readonly person: Person,
    options: { cursor?: string | null; reopen?: boolean } = {},
  ) {
    this.cursor = options.cursor ?? null;
    this.reopen = options.reopen ?? true;
  }
  private readonly reopen: boolean;

  /** Opens the stream; resolves when it stands. */
  async start(): Promise<this> {
    this.running = this.run();
    await this.until(() => this.opened > 0);
    return this;
  }

  /** Goes on at another process. */
  moveTo(bus: Bus): void {
    this.bus = bus;
  }

  private async run(): Promise<void> {
    do {
      this.aborter = new AbortController();
      const found = await readActor(this.context.database.queries, this.person.ticket, null);
      if (!found) break;
      const stream = streamChanges(
        this.context,
        this.bus,
        this.person.ticket,
        found.actor,
        this.cursor,
        this.aborter.signal,
      );
      let isFirst = true;
      for await (const batch of stream) {
        if (isFirst) this.opened++;
        isFirst = false;
        if (batch.items.length > 0) this.batches++;
        this.items.push(...batch.items);
        this.cursor = batch.cursor;
        this.tell();
      }
    } while (this.reopen && !this.isClosed);
    this.isClosed = true;
    this.tell();
  }

  private tell(): void {
    for (const wake of this.waiting) wake();
  }

  /** Whether no stream is open and none will be. */
  get isOver(): boolean {
    return this.isClosed;
  }

  /** Waits for a condition, looked at whenever something arrives. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!condition()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      this.running?.catch(reject);
    });
  }

  /** Waits until a comment has arrived. */
  has = (commentId: string): Promise<void> => this.until(() => this.comments(commentId).length > 0);

  comments = (commentId: string): CommentView[] =>
    this.items.flatMap((item) =>
      item.type === "comment" && item.comment.id === commentId ? [item.comment] : [],
    );

  async close(): Promise<void> {
    this.isClosed = true;
    this.aborter.abort();
    await this.running;
  }
}

/** What a page shows after it has heard `items`, from what it showed before: the newest word on each comment. */
export function fold(shown: CommentView[], items: LiveItem[]): Map<string, CommentView> {
  const page = new Map(shown.map((comment) => [comment.id, comment]));
  for (const item of items) {
    if (item.type === "comment") page.set(item.comment.id, item.comment);
    if (item.type === "gone") page.delete(item.commentId);
  }
  // A reply whose thread is not there has no place on the page.
  for (const [id, comment] of page) if (comment.rootId && !page.has(comment.rootId)) page.delete(id);
  return page;
}
