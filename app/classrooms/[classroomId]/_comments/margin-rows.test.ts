import { describe, expect, it } from "vitest";
import type { KnownMark } from "../_marks/marks-of";
import { linesOf, type MarginItem, type Row, rowsOf } from "./margin-rows";
import type { Entry, Thread } from "./thread-types";

const at = "2026-01-01T00:00:00.000Z";

function note(id: string, top: number, more: Partial<KnownMark> = {}): MarginItem {
  const mark = { id, authorId: id, isTeacher: false, replyCount: 0, createdAt: at, ...more } as KnownMark;
  return { id, mark, thread: null, paragraphId: "p1", top };
}

function talk(id: string, top: number, root: Partial<Entry> = {}): MarginItem {
  const entry = { id, author: { id, name: id, role: "student" }, replyCount: 0, createdAt: at, ...root };
  const thread: Thread = { root: entry as Entry, replies: [], hasMore: false, gapAfter: null };
  return { id, mark: null, thread, paragraphId: "p1", top };
}

const CLOSED = { unfolded: new Set<string>(), openId: null };
const ROOMY = 100_000;
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);
const many = [
  note("quiet", 100),
  note("busy", 100, { replyCount: 5 }),
  note("mine", 101, { authorId: "me" }),
  note("teacher", 99, { isTeacher: true }),
  talk("some", 100, { replyCount: 2 }),
];

describe("the margin's rows", () => {
  it("of one line are the teacher's, then mine, then the most answered, then a number", () => {
    const { rows } = rowsOf(linesOf(many, "me"), CLOSED, ROOMY);
    expect(keys(rows)).toEqual(["teacher", "mine", "busy", "more:teacher"]);
    expect(rows.at(-1)).toMatchObject({ more: 2, ids: ["some", "quiet"] });
  });

  it("have the open one among them whatever its rank, and all when they are unfolded", () => {
    const lines = linesOf(many, "me");
    expect(keys(rowsOf(lines, { ...CLOSED, openId: "quiet" }, ROOMY).rows)).toContain("quiet");
    const { rows } = rowsOf(lines, { ...CLOSED, unfolded: new Set(["some"]) }, ROOMY);
    expect(keys(rows)).toEqual(["teacher", "mine", "busy", "some", "quiet"]);
  });

  it("stand in the order of the lines, with what is said to the paragraph at its first", () => {
    const { rows } = rowsOf(linesOf([note("b", 400), talk("a", 0), note("c", 404)], "me"), CLOSED, ROOMY);
    expect(keys(rows)).toEqual(["a", "b", "c"]);
  });

  it("tell of comments that are not loaded, also where nothing else is said", () => {
    const earlier = [{ paragraphId: "p2", top: 300 }];
    const { rows } = rowsOf(linesOf([talk("a", 0)], "me", earlier), CLOSED, ROOMY);
    expect(rows.at(-1)).toMatchObject({ kind: "more", more: 0, hasEarlier: true, paragraphId: "p2" });
  });

  it("fold when they need more height than the text has, and show fewer a line when that is not enough", () => {
    const lines = linesOf(
      Array.from({ length: 20 }, (_, line) =>
        many.map((item) => ({ ...item, id: `${item.id}${line}`, top: line * 31 })),
      ).flat(),
      "me",
    );
    const rowsIn = (textHeight: number) => rowsOf(lines, CLOSED, textHeight);
    expect(rowsIn(80 * 59)).toMatchObject({ isFolded: false, rows: { length: 80 } });
    expect(rowsIn(80 * 59 - 1)).toMatchObject({ isFolded: true, rows: { length: 80 } });
    expect(rowsIn(80 * 33 - 1).rows).toHaveLength(60);
    expect(rowsIn(60 * 33 - 1).rows).toHaveLength(40);
    expect(rowsIn(1).rows).toHaveLength(40);
  });
});
