import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommentView, ThreadWindow } from "#domain/comment";
import type { LiveItem } from "#domain/live";
import { ME, type Viewer, World } from "./testing-world";
import { listThreads } from "./thread-list";
import { ThreadStore } from "./thread-store";

const SECTION = World.SECTION;

/** A browser: its store, what is on its way to it, and how far the stream has told it. */
class Browser {
  readonly store: ThreadStore;
  private heard: number;
  private readonly stream: { seq: number; items: LiveItem[] }[] = [];
  private readonly underway: (() => void)[] = [];
  private streamed: number;

  constructor(
    private readonly world: World,
    private readonly viewer: Viewer,
  ) {
    this.store = new ThreadStore(SECTION, { ...world.list(viewer), cursor: "" });
    this.heard = this.streamed = world.seq;
  }

  /** The server reads what changed and sends it; or that it is too much to tell. */
  emit(isTooMuch = false): void {
    const told = this.world.changes(this.viewer, this.streamed);
    const items: LiveItem[] = isTooMuch ? [{ type: "reload", classroomId: "", guideVersionId: "" }] : told;
    this.streamed = this.world.seq;
    this.stream.push({ seq: this.streamed, items });
  }

  hear(twice = false): void {
    const batch = this.stream.shift();
    if (!batch) return;
    this.heard = batch.seq;
    for (let time = 0; time < (twice ? 2 : 1); time++) this.store.hear(batch.items);
    if (batch.items.some((item) => item.type === "reload")) this.refetch();
  }

  /** The connection drops; the next one goes on from what was heard. */
  cut(): void {
    this.stream.length = 0;
    this.streamed = this.heard;
  }

  /** A read that the server answers now and the browser gets later. */
  ask<T>(read: () => T, take: (answer: T, asOf: number) => void): void {
    const asOf = this.store.mark();
    const answer = read();
    this.underway.push(() => take(answer, asOf));
  }

  answer(which: number): void {
    if (this.underway.length > 0) this.underway.splice(which % this.underway.length, 1)[0]?.();
  }

  settle(): void {
    while (this.underway.length > 0) this.answer(0);
    this.emit();
    while (this.stream.length > 0) this.hear();
    while (this.underway.length > 0) this.answer(0);
  }

  refetch(): void {
    this.store.doubtAll();
    this.ask(
      () => this.world.list(this.viewer),
      (window, asOf) => {
        this.store.readFirst(this.store.view, window, asOf);
        this.store.forgetDoubtful();
      },
    );
  }

  more(): void {
    const cursor = this.store.nextCursor;
    if (!cursor) return;
    this.ask(
      () => this.world.list(this.viewer, cursor),
      (window: ThreadWindow, asOf) => {
        if (this.store.nextCursor === cursor) this.store.readMore(window, asOf);
      },
    );
  }

  replies(which: number): void {
    const roots = this.listed().map((thread) => thread.root.id);
    const rootId = roots[which % Math.max(1, roots.length)];
    if (!rootId) return;
    const { headCursor } = this.store.spanOf(rootId);
    this.ask(
      () => this.world.replies(this.viewer, rootId, headCursor ?? undefined),
      (window, asOf) => {
        if (this.store.spanOf(rootId).headCursor === headCursor)
          this.store.readReplies(rootId, window, asOf, "head");
      },
    );
  }

  /** A change of one's own: the answer is what the server holds right after it. */
  change(id: string): void {
    this.ask(
      () => this.world.find(this.viewer, id),
      (comment, asOf) => {
        if (comment) this.store.hear([{ type: "comment", classroomId: "", comment }], asOf);
      },
    );
  }

  listed() {
    return listThreads(this.store, [], []);
  }
}

type Step =
  | { do: "write"; action: Parameters<World["act"]> }
  | { do: "emit"; isTooMuch: boolean }
  | { do: "cut" | "refetch" | "more" | "change" }
  | { do: "hear"; twice: boolean }
  | { do: "answer" | "replies"; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      action: fc.tuple(World.action, fc.nat(40), fc.nat(4)),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: "emit" as const, isTooMuch: false }) },
  { weight: 1, arbitrary: fc.constant({ do: "emit" as const, isTooMuch: true }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("hear" as const), twice: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom({ do: "cut" as const }, { do: "refetch" as const }) },
  { weight: 2, arbitrary: fc.constantFrom({ do: "more" as const }, { do: "change" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom("answer" as const, "replies" as const), which: fc.nat(9) }),
  },
);

function play(world: World, browser: Browser, steps: Step[]): void {
  for (const at of steps) {
    if (at.do === "write") world.act(...at.action);
    else if (at.do === "emit") browser.emit(at.isTooMuch);
    else if (at.do === "hear") browser.hear(at.twice);
    else if (at.do === "answer") browser.answer(at.which);
    else if (at.do === "replies") browser.replies(at.which);
    else if (at.do === "change") browser.change(world.lastId);
    else browser[at.do]();
  }
  browser.settle();
}

const viewer = fc.constantFrom<Viewer>({ id: ME, role: "student" }, { id: ME, role: "teacher" });
const history = fc.array(fc.tuple(World.action, fc.nat(40), fc.nat(4)), { maxLength: 25 });

function worldOf(actions: Parameters<World["act"]>[], threads: number, replies: number): World {
  const world = new World(threads, replies);
  for (const action of actions) world.act(...action);
  return world;
}

describe("ThreadStore", () => {
  it("ends where a fresh read is, whatever came between in whatever order", () => {
    fc.assert(
      fc.property(viewer, history, fc.array(step, { maxLength: 60 }), (who, actions, steps) => {
        const world = worldOf(actions, 3, 2);
        const browser = new Browser(world, who);
        play(world, browser, steps);
        const truth = new Map(world.visible(who).map((comment) => [comment.id, comment]));
        const threads = browser.listed();
        // What is shown is what the server shows.
        for (const { root, replies } of threads)
          for (const comment of [root, ...replies]) expect(comment).toEqual(truth.get(comment.id));
        // Nothing is missing as far as the list was read, and the order is the server's.
        const roots = world.roots(who).filter((root) => browser.store.isListed(root));
        expect(threads.map((thread) => thread.root.id)).toEqual(roots.map((root) => root.id));
        if (!browser.store.nextCursor) expect(roots).toEqual(world.roots(who));
        for (const { root, replies, hasMore } of threads) {
          const all = world.repliesOf(who, root.id).map((reply) => reply.id);
          const shown = replies.map((reply) => reply.id);
          expect(shown).toEqual(all.slice(0, shown.length));
          if (!hasMore) expect(shown).toEqual(all);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the counts of a fresh read while the section fits into a window", () => {
    fc.assert(
      fc.property(viewer, history, fc.array(step, { maxLength: 60 }), (who, actions, steps) => {
        const world = worldOf(actions, 100, 100);
        const browser = new Browser(world, who);
        play(world, browser, steps);
        expect(browser.store.summary).toEqual(world.summary(who));
      }),
      { numRuns: 400 },
    );
  });

  const world = () => {
    const made = new World(30, 30);
    const root = made.write("ann", null);
    const reply = made.write("ben", root);
    return { made, root, reply };
  };
  const me: Viewer = { id: ME, role: "student" };
  const open = (from: World) => new ThreadStore(SECTION, { ...from.list(me), cursor: "" });
  const say = (comment: CommentView): LiveItem => ({ type: "comment", classroomId: "", comment });

  it("keeps what was seen as seen when it is heard of again", () => {
    const { made, root } = world();
    const store = open(made);
    store.see([root]);
    expect(store.summary.unread.count).toBe(0);
    for (const comment of made.visible(me)) store.hear([say({ ...comment, unread: true })]);
    expect(store.isUnread(root)).toBe(false);
    expect(store.summary.unread.count).toBe(0);
  });

  it("counts a reply to a thread that is not loaded, and shows it nowhere", () => {
    const made = new World(1, 30);
    const old = made.write("ann", null);
    made.write("ann", null);
    const store = open(made);
    const reply = made.write("ben", old);
    const comment = made.find(me, reply);
    if (comment) store.hear([say(comment)]);
    expect(listThreads(store, [], []).map((thread) => thread.root.id)).not.toContain(old);
    expect(store.summary.counts.section).toBe(3);
  });

  it("opens a long thread at a reply, and closes the gap by reading on", () => {
    const made = new World(30, 2);
    const root = made.write("ann", null);
    for (let n = 0; n < 9; n++) made.write("ben", root);
    const replies = made.repliesOf(me, root).map(({ id }) => id);
    const store = open(made);
    store.readThreadAt(made.threadAt(me, replies[5] ?? ""), store.mark());
    const shown = () => listThreads(store, [], [])[0];
    expect(shown()?.replies.map(({ id }) => replies.indexOf(id))).toEqual([0, 1, 5, 6, 7]);
    expect(shown()?.gapAfter).toBe(replies[1]);
    expect(shown()?.hasMore).toBe(true);
    let cursor: string | undefined;
    for (let page = 0; page < 3; page++) {
      const window = made.replies(me, root, cursor);
      store.readReplies(root, window, store.mark(), "head");
      cursor = window.nextCursor ?? undefined;
    }
    expect(shown()?.gapAfter).toBeNull();
    expect(shown()?.replies.map(({ id }) => replies.indexOf(id))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("keeps the objects of threads in which nothing changed", () => {
    const { made, reply } = world();
    made.write("ann", null);
    const store = open(made);
    const before = listThreads(store, [], []);
    made.act("edit", made.indexOf(reply), 0);
    const comment = made.find(me, reply);
    if (comment) store.hear([say(comment)]);
    const after = listThreads(store, [], before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });
});
