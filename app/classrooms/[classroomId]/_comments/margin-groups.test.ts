import { describe, expect, it } from "vitest";
import { marginGroups } from "./margin-groups";
import type { Entry, Thread } from "./thread-types";

const author = (id: string, role: "teacher" | "student" = "student") => ({ id, name: id, role });

function thread(id: string, root: Partial<Entry>): Thread {
  return {
    root: {
      id,
      paragraphId: "p1",
      author: author(id),
      replyCount: 0,
      pinned: false,
      createdAt: "2026-01-01T00:00:00.000Z",
      ...root,
    } as Entry,
    replies: [],
    hasMore: false,
    gapAfter: null,
  };
}

const base = { paragraphIds: ["p1", "p2"], counts: {}, me: "me", unfolded: new Set<string>(), openId: null };
const ids = (threads: Thread[]) => threads.map(({ root }) => root.id);

describe("marginGroups", () => {
  const many = [
    thread("quiet", {}),
    thread("busy", { replyCount: 5 }),
    thread("mine", { author: author("me") }),
    thread("teacher", { author: author("t", "teacher") }),
    thread("some", { replyCount: 2 }),
  ];

  it("shows the teacher's, then mine, then the most answered, then a number", () => {
    const [group] = marginGroups({ ...base, threads: many });
    expect(ids(group?.shown ?? [])).toEqual(["teacher", "mine", "busy"]);
    expect(group?.more).toBe(2);
  });

  it("shows the open one whatever its rank, and all when they are unfolded", () => {
    expect(ids(marginGroups({ ...base, threads: many, openId: "quiet" })[0]?.shown ?? [])).toContain("quiet");
    expect(marginGroups({ ...base, threads: many, unfolded: new Set(["p1"]) })[0]?.shown).toHaveLength(5);
  });

  it("keeps text order and leaves out paragraphs nobody wrote on", () => {
    const threads = [
      thread("b", { paragraphId: "p2" }),
      thread("a", {}),
      thread("whole", { paragraphId: null }),
    ];
    expect(marginGroups({ ...base, threads }).map((group) => group.paragraphId)).toEqual(["p1", "p2"]);
    expect(marginGroups({ ...base, threads: [thread("b", { paragraphId: "p2" })] })).toHaveLength(1);
  });

  it("knows when the class wrote more than is loaded", () => {
    const [group] = marginGroups({
      ...base,
      threads: [thread("a", { replyCount: 1 })],
      counts: { p1: 9, p2: 0 },
    });
    expect(group?.hasEarlier).toBe(true);
    expect(marginGroups({ ...base, threads: [thread("a", {})], counts: { p1: 1 } })[0]?.hasEarlier).toBe(
      false,
    );
  });
});
