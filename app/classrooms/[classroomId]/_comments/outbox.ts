import type { CommentView } from "#domain/comment";
import { toActionError } from "../../../_ui/action-error";
import { keep, listKept, onKept, onLeave, readKept } from "../../../_ui/shelf";
import { makeId } from "../../../_ui/uuid";
import { oneTabAtATime } from "../_live/locks";
import { type Post, sendPost } from "./post";

type Sent = (comment: CommentView) => void;

const KIND = "post";
const RETRY_MAX_MS = 30_000;
/** A second click on the same button comes within this; the same words on purpose do not. */
const DOUBLE_CLICK_MS = 1_500;
/** A defect of ours may pass; after so many tries it is told. */
const DEFECT_TRIES = 4;

/** One account's posts on this device, and their way to the server. One a page. */
export class Outbox {
  /** The post that is under way from this tab. */
  sendingId: string | null = null;
  private posts: Post[] = [];
  private readonly changed = new Set<() => void>();
  private readonly sent = new Set<Sent>();
  private readonly unknown = new Set<() => void>();
  private running: Promise<void> | null = null;
  private again = false;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last: { key: string; id: string; at: number } | null = null;
  private hasLeft = false;

  constructor(
    private readonly account: string,
    private readonly create: (post: Post) => Promise<CommentView> = sendPost,
  ) {
    this.load();
    onKept(account, KIND, () => {
      this.load();
      this.tell();
    });
    onLeave((left) => {
      if (left !== account) return;
      this.hasLeft = true;
      this.posts = [];
      this.tell();
    });
    window.addEventListener("online", () => this.flush());
  }

  /** Posts not sent yet, in the order they were written. */
  list(): Post[] {
    return this.posts;
  }

  onChange(heard: () => void): () => void {
    this.changed.add(heard);
    return () => this.changed.delete(heard);
  }

  /** Hears each comment that the server took, while its post is still kept. */
  onSent(heard: Sent): () => void {
    this.sent.add(heard);
    return () => this.sent.delete(heard);
  }

  /** Hears that the server does not know this account any more, or knows another one here. */
  onUnknown(heard: () => void): () => void {
    this.unknown.add(heard);
    return () => this.unknown.delete(heard);
  }

  /** Keeps a post and sends it. A double click keeps one. Answers its id. */
  add(input: Omit<Post, "id" | "at">): string {
    const key = JSON.stringify([
      input.classroomId,
      input.sectionId,
      input.paragraphId,
      input.parentId,
      input.text,
      input.mark ?? null,
      input.move?.kind ?? null,
      input.takesUp ?? null,
    ]);
    const now = Date.now();
    if (this.last?.key === key && now - this.last.at < DOUBLE_CLICK_MS) return this.last.id;
    const post: Post = { ...input, id: makeId(), at: Math.max(now, (this.posts.at(-1)?.at ?? 0) + 1) };
    this.last = { key, id: post.id, at: now };
    keep(this.account, KIND, post.id, post);
    this.flush();
    return post.id;
  }

  /** Sends a refused post again; under a new id when its old one is taken by other words. */
  retry(id: string): void {
    const post = readKept<Post>(this.account, KIND, id);
    if (!post) return;
    const { refusal, ...rest } = post;
    const nextId = refusal?.code === "CONFLICT" ? makeId() : id;
    keep(this.account, KIND, nextId, { ...rest, id: nextId });
    if (nextId !== id) keep(this.account, KIND, id, null);
    this.tries = 0;
    this.flush();
  }

  /** Changes a post that is not under way. Answers false when there is none. One that was refused is sent again. */
  amend(id: string, change: (post: Post) => Post): boolean {
    const post = readKept<Post>(this.account, KIND, id);
    if (!post || this.sendingId === id) return false;
    const { refusal: _, ...amended } = change(post);
    keep(this.account, KIND, id, amended);
    this.flush();
    return true;
  }

  /** Lets go of a post. Answers its text. */
  discard(id: string): string {
    const text = readKept<Post>(this.account, KIND, id)?.text ?? "";
    keep(this.account, KIND, id, null);
    // The same again is meant, and no double click.
    if (this.last?.id === id) this.last = null;
    return text;
  }

  /** Sends what waits. Call it when something says that it may work now. */
  flush(): void {
    clearTimeout(this.timer);
    if (this.hasLeft || !this.posts.some((post) => !post.refusal)) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = oneTabAtATime(`commonplace-outbox-${this.account}`, () => this.sendAll())
      .catch(() => this.retryLater())
      .finally(() => {
        this.running = null;
        if (!this.again) return;
        this.again = false;
        this.flush();
      });
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      this.load();
      const next = this.posts.find((post) => !post.refusal);
      if (!next || this.hasLeft || !(await this.send(next))) return;
    }
  }

  /** Sends one. Answers whether to go on with the next. */
  private async send(post: Post): Promise<boolean> {
    this.sendingId = post.id;
    this.tell();
    try {
      const comment = await this.create(post);
      this.tries = 0;
      this.sendingId = null;
      for (const heard of [...this.sent]) heard(comment);
      keep(this.account, KIND, post.id, null);
      return true;
    } catch (thrown) {
      this.sendingId = null;
      return this.refused(post, thrown);
    } finally {
      this.tell();
    }
  }

  private refused(post: Post, thrown: unknown): boolean {
    const { code, message } = toActionError(thrown);
    // Nobody is signed in, or somebody else is: everything stays here until its writer comes back.
    if (code === "UNAUTHENTICATED") {
      for (const heard of [...this.unknown]) heard();
      return false;
    }
    if (code === "RATE_LIMITED") {
      this.retryLater(retryAfterMs(thrown));
      return false;
    }
    const isAway = code === "OFFLINE" || code === "UNAVAILABLE" || code === "UNKNOWN";
    if (isAway && (code !== "UNKNOWN" || this.tries < DEFECT_TRIES)) {
      this.retryLater();
      return false;
    }
    // Taken back meanwhile, in this tab or another: nothing to keep.
    if (readKept(this.account, KIND, post.id))
      keep(this.account, KIND, post.id, { ...post, refusal: { code, sentence: message } });
    this.tries = 0;
    return true;
  }

  private retryLater(
    delay = Math.min(RETRY_MAX_MS, 1_000 * 2 ** this.tries) * (0.75 + Math.random() / 2),
  ): void {
    this.tries++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  private load(): void {
    this.posts = listKept<Post>(this.account, KIND).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  private tell(): void {
    for (const heard of [...this.changed]) heard();
  }
}

function retryAfterMs(thrown: unknown): number {
  const details = (thrown as { data?: { domain?: { details?: { retryAfterSeconds?: unknown } } } }).data
    ?.domain?.details;
  const seconds = Number(details?.retryAfterSeconds);
  return 1_000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : 60);
}

const outboxes = new Map<string, Outbox>();

/** The outbox of an account on this page. */
export function outboxOf(account: string): Outbox {
  const known = outboxes.get(account);
  if (known) return known;
  const made = new Outbox(account);
  outboxes.set(account, made);
  return made;
}
