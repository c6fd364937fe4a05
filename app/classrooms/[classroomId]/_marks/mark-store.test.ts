import { beforeEach, describe, expect, it, vi } from "vitest";
import { joinParagraphs } from "#domain/anchor/section-text";
import type { CommentView } from "#domain/comment";
import type { Mark } from "#domain/note";
import type { Post } from "../_comments/post";
import { MarkStore } from "./mark-store";
import type { InitialMarks, MarkCalls, MarkOutbox } from "./mark-types";

const ME = { userId: "me", name: "Maya", role: "student" as const };
const text = joinParagraphs([
  { id: "p1", text: "Kathy remembers Hailsham." },
  { id: "p2", text: "Ruth does not." },
]);
const mark = (id: string, start: number, end: number, more: Partial<Mark> = {}): Mark => ({
  id,
  start,
  end,
  themeIds: [],
  motivation: "highlighting",
  audience: "class",
  authorId: "other",
  authorName: "Tom",
  isTeacher: false,
  excerpt: "",
  replyCount: 0,
  createdAt: `2026-01-01T00:00:0${id.length}.000Z`,
  ...more,
});
const comment = (id: string, more: Partial<CommentView> = {}): CommentView =>
  ({
    id,
    sectionId: "section",
    rootId: null,
    author: { id: "other", name: "Tom", role: "student" },
    html: "<p>Why?</p>",
    createdAt: "2026-01-01T00:00:09.000Z",
    state: "shown",
    replyCount: 0,
    annotation: {
      motivation: "commenting",
      themeIds: ["a"],
      exact: "Kathy",
      start: 0,
      end: 5,
      quoted: null,
    },
    scope: null,
    ...more,
  }) as CommentView;

let posts: Post[];
let outbox: MarkOutbox & { sendingId: string | null };
let kept: unknown;
let refused: unknown[];
let calls: { [K in keyof MarkCalls]: ReturnType<typeof vi.fn> };

const make = (marks: Mark[] = []): MarkStore => {
  const initial: InitialMarks = { versionId: "v1", themes: [], audience: "class", groupName: null, marks };
  const store = new MarkStore({ classroomId: "class", sectionId: "section", me: ME }, initial, {
    outbox: () => outbox,
    text: () => text,
    refused: (thrown) => refused.push(thrown),
    readFilter: () => kept as never,
    keepFilter: (filter) => {
      kept = filter;
    },
  });
  store.start(calls as unknown as MarkCalls);
  return store;
};
const ids = (marks: Mark[]) => marks.map(({ id }) => id);
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  posts = [];
  refused = [];
  kept = null;
  calls = { update: vi.fn(), remove: vi.fn(async () => undefined) };
  outbox = {
    sendingId: null,
    list: () => posts,
    add: (post) => {
      const id = `own-${posts.length}`;
      posts = [...posts, { ...post, id, at: 1_000 + posts.length }];
      return id;
    },
    amend: (id, change) => {
      const isHere = posts.some((post) => post.id === id);
      posts = posts.map((post) => (post.id === id ? change(post) : post));
      return isHere;
    },
    discard: (id) => {
      posts = posts.filter((post) => post.id !== id);
      return "";
    },
  };
});

describe("MarkStore", () => {
  it("lists by place, one's own unsent among them, each once when the server has it", () => {
    const store = make([mark("b", 6, 15), mark("a", 0, 5)]);
    const id = store.create({ start: 6, end: 24, motivation: "highlighting", themeIds: ["x"], text: null });
    expect(ids(store.all())).toEqual(["a", id, "b"]);
    expect(store.get(id)).toMatchObject({ sending: "waiting", exact: "remembers Hailsham", themeIds: ["x"] });
    expect(posts[0]).toMatchObject({
      paragraphId: "p1",
      text: "",
      mark: { versionId: "v1", audience: "class" },
    });
    store.take(comment(id, { author: { id: "me", name: "Maya", role: "student" } }));
    expect(ids(store.all())).toEqual(["a", id, "b"]);
    expect(store.all().filter((one) => one.id === id)).toHaveLength(1);
    expect(store.get(id)?.sending).toBeUndefined();
  });

  it("filters by whose and by theme, keeps it, and a mark stays while one of its themes is shown", () => {
    const store = make([
      mark("a", 0, 5, { themeIds: ["x"] }),
      mark("b", 0, 5, { themeIds: ["x", "y"] }),
      mark("c", 6, 9, { authorId: "me" }),
    ]);
    store.setFilter({ hidden: new Set(["x"]) });
    expect(ids(store.shown())).toEqual(["b", "c"]);
    store.setFilter({ whose: "mine" });
    expect(ids(store.shown())).toEqual(["c"]);
    expect(ids(make([mark("c", 6, 9, { authorId: "me" }), mark("d", 6, 9)]).shown())).toEqual(["c"]);
    store.setFilter({ whose: "none" });
    expect(store.shown()).toEqual([]);
    expect(store.all()).toHaveLength(3);
  });

  it("hears of comments: a mark, a reply, a hole, one without its line, one that is gone", () => {
    const store = make();
    store.take(comment("one"));
    store.take(comment("reply", { rootId: "one" }));
    store.take(comment("talk", { annotation: null }));
    expect(ids(store.all())).toEqual(["one"]);
    expect(store.get("one")).toMatchObject({ excerpt: "Why?", audience: "class", start: 0, end: 5 });
    const { annotation } = comment("one");
    store.take(comment("one", { annotation: annotation && { ...annotation, start: null, end: null } }));
    expect(store.all()).toEqual([]);
    store.take(comment("one"));
    store.drop("one");
    expect(store.all()).toEqual([]);
  });

  it("lets a fresh list win, but not over what was heard after it was asked for", () => {
    const store = make([mark("old", 0, 5), mark("stays", 6, 9)]);
    const asOf = store.mark();
    store.take(comment("heard"));
    store.drop("stays");
    store.readAll([mark("stays", 6, 9), mark("new", 9, 12)], asOf);
    expect(ids(store.all())).toEqual(["heard", "new"]);
  });

  it("takes back what waits without asking the server, and asks it for what it has", async () => {
    const store = make([mark("sent", 0, 5, { authorId: "me" })]);
    const id = store.create({ start: 0, end: 5, motivation: "highlighting", themeIds: [], text: null });
    store.remove(id);
    expect(posts).toEqual([]);
    store.remove("sent");
    expect(store.all()).toEqual([]);
    await settled();
    expect(calls.remove).toHaveBeenCalledExactlyOnceWith("sent");
    expect(store.all()).toEqual([]);
  });

  it("puts back what the server will not let go, and tells why", async () => {
    const store = make([mark("sent", 0, 5, { authorId: "me" })]);
    calls.remove.mockRejectedValue(new Error("No."));
    store.remove("sent");
    expect(store.all()).toEqual([]);
    await settled();
    expect(ids(store.all())).toEqual(["sent"]);
    expect(refused).toHaveLength(1);
  });

  it("remembers what is wanted of a post that is under way until the server has it", async () => {
    const store = make();
    const id = store.create({ start: 0, end: 5, motivation: "highlighting", themeIds: ["x"], text: null });
    outbox.sendingId = id;
    store.setThemes(id, ["x", "y"]);
    expect(store.get(id)?.themeIds).toEqual(["x", "y"]);
    expect(calls.update).not.toHaveBeenCalled();
    calls.update.mockImplementation(async (commentId, themeIds) => {
      const { annotation } = comment(commentId);
      return comment(commentId, { annotation: annotation && { ...annotation, themeIds } });
    });
    store.take(comment(id));
    posts = [];
    await settled();
    expect(calls.update).toHaveBeenCalledExactlyOnceWith(id, ["x", "y"]);
    expect(store.get(id)?.themeIds).toEqual(["x", "y"]);
  });

  it("sends the last of several changes of themes, one call at a time", async () => {
    const store = make([mark("sent", 0, 5, { authorId: "me" })]);
    const answers: (() => void)[] = [];
    calls.update.mockImplementation(
      (commentId, themeIds) =>
        new Promise((resolve) => {
          const { annotation } = comment(commentId);
          answers.push(() =>
            resolve(comment(commentId, { annotation: annotation && { ...annotation, themeIds } })),
          );
        }),
    );
    for (const themeIds of [["x"], ["x", "y"], ["x", "y", "z"]]) store.setThemes("sent", themeIds);
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await settled();
    expect(answers).toHaveLength(2);
    expect(store.get("sent")?.themeIds).toEqual(["x", "y", "z"]);
    answers[1]?.();
    await settled();
    expect(calls.update.mock.calls.map(([, themeIds]) => themeIds.length)).toEqual([1, 3]);
    expect(store.get("sent")?.themeIds).toEqual(["x", "y", "z"]);
  });

  it("lets a note take the place of one's mark without words on the same passage, and of no other", () => {
    const store = make([mark("toms", 0, 5), mark("mine", 0, 5, { authorId: "me", excerpt: "Said." })]);
    const at = { start: 0, end: 5, motivation: "highlighting" as const, themeIds: ["x"] };
    const bare = store.create({ ...at, text: null });
    const beside = store.create({ ...at, end: 9, text: null });
    const note = store.create({ ...at, motivation: "commenting", text: "Why?" });
    expect(ids(store.all()).sort()).toEqual(["mine", "toms", beside, note].sort());
    expect(store.get(bare)).toBeUndefined();
  });
});
