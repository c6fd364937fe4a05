import { expect, it } from "vitest";
import type { CommentView } from "#domain/comment";
import { packThreads, unpackThreads } from "./packed-threads";
import type { InitialThreads } from "./thread-types";

const SECTION = "a section";
const abilities = { reply: true, edit: false, delete: false, history: false, pin: true, lock: false };
const plain: CommentView = {
  id: "plain",
  sectionId: SECTION,
  paragraphId: null,
  rootId: null,
  answers: null,
  author: { id: "maya", name: "Maya L.", role: "student" },
  alias: null,
  html: "<p>Yes.</p>",
  createdAt: "2026-01-05T08:07:00.000Z",
  editedAt: null,
  version: 1,
  state: "shown",
  hiddenReason: null,
  pinned: false,
  locked: false,
  replyCount: 0,
  needsReply: false,
  unread: false,
  annotation: null,
  scope: null,
  reactions: null,
  endorsedBy: null,
  importedFrom: null,
  takesUp: null,
  abilities: { ...abilities, moderate: false, report: true, react: true, endorse: false, mark: false },
};
const unusual: CommentView = {
  ...plain,
  id: "unusual",
  author: { id: "priya", name: "Priya N.", role: "student" },
  html: "<p>No.</p>",
  createdAt: "2026-01-05T09:07:00.000Z",
  abilities: { ...plain.abilities, edit: true },
  paragraphId: "a paragraph",
  rootId: "plain",
  answers: { id: "other", name: "Priya N." },
  editedAt: "2026-01-06T08:07:00.000Z",
  version: 3,
  state: "hidden",
  hiddenReason: "Unkind.",
  pinned: true,
  locked: true,
  replyCount: 4,
  needsReply: true,
  unread: true,
  annotation: {
    motivation: "questioning",
    themeIds: ["a"],
    exact: "tell you",
    start: 4,
    end: 12,
    quoted: null,
  },
  scope: { audience: "group", groupName: "Owls" },
  reactions: { counts: { agree: 2 }, mine: ["agree"] },
  endorsedBy: "Ms Okafor",
  importedFrom: { creator: "Ann", source: "Hypothesis" },
  takesUp: { starter: "builds", quote: "tell you" },
  alias: "Plum 3",
};
const hole: CommentView = { ...plain, id: "hole", author: null, html: "", state: "deleted" };
const threads: InitialThreads = {
  comments: [plain, unusual, hole],
  nextCursor: "further",
  partial: ["plain"],
  unread: { count: 2, more: false },
  needsReply: { count: 99, more: true },
  counts: { section: 3 },
  cursor: "sealed",
};

const asItIs = (json: string) => json;

it("brings threads over as they are, whatever is said of a comment", () => {
  expect(unpackThreads(packThreads(threads, asItIs), SECTION)).toEqual(threads);
});

it("tells every field of a comment", () => {
  const told = unpackThreads(packThreads({ ...threads, comments: [unusual] }, asItIs), SECTION).comments[0];
  expect(told).toEqual(unusual);
  // A field that nothing is told of would be the same in both.
  const same = Object.keys(plain).filter((name) => unusual[name as "id"] === plain[name as "id"]);
  expect(same).toEqual(["sectionId"]);
});

it("leaves out what goes without saying", () => {
  const { comments: bare } = packThreads({ ...threads, comments: [plain] }, asItIs);
  expect(bare).not.toMatch(/false\]|sectionId|abilities/);
  const { comments } = packThreads(threads, asItIs);
  expect(String(comments).length).toBeLessThan(JSON.stringify(threads.comments).length / 1.5);
});
