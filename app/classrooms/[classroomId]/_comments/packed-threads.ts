import type { CommentAbilities, CommentView } from "#domain/comment";
import { type Carried, readCarried } from "../_text/carried-store";
import type { InitialThreads } from "./thread-types";

/** What may be done, as bits, and the values of `FIELDS`; what is usual at the end is left out. */
type Packed = [can: number, ...values: CommentView[(typeof FIELDS)[number]][]];

// From what is told of every comment to what is told of hardly any.
const FIELDS = [
  "id",
  "createdAt",
  "author",
  "html",
  "rootId",
  "replyCount",
  "needsReply",
  "unread",
  "paragraphId",
  "annotation",
  "reactions",
  "answers",
  "takesUp",
  "endorsedBy",
  "version",
  "editedAt",
  "scope",
  "alias",
  "pinned",
  "locked",
  "state",
  "hiddenReason",
  "importedFrom",
] as const satisfies (keyof CommentView)[];

const NO_ABILITIES: CommentAbilities = {
  reply: false,
  edit: false,
  delete: false,
  history: false,
  pin: false,
  lock: false,
  moderate: false,
  report: false,
  react: false,
  endorse: false,
  mark: false,
};
const ABILITIES = Object.keys(NO_ABILITIES) as (keyof CommentAbilities)[];

// What most comments are goes without saying. In the server's order of fields: what is said of a comment later is
// compared with it.
const USUAL: CommentView = {
  answers: null,
  author: null,
  alias: null,
  html: "",
  editedAt: null,
  version: 1,
  state: "shown",
  hiddenReason: null,
  pinned: false,
  locked: false,
  needsReply: false,
  unread: false,
  annotation: null,
  scope: null,
  reactions: null,
  endorsedBy: null,
  importedFrom: null,
  takesUp: null,
  abilities: NO_ABILITIES,
  id: "",
  sectionId: "",
  paragraphId: null,
  rootId: null,
  createdAt: "",
  replyCount: 0,
};

/** The threads' first window: what is counted, and the comments as rows of JSON. */
export type PackedThreads = { about: Omit<InitialThreads, "comments">; comments: Carried };

/**
 * Packs the threads' first window. As one string it costs the server next to nothing to send.
 *
 * @param carry  how the string travels, of `carrying`
 */
export function packThreads(
  { comments, ...about }: InitialThreads,
  carry: (json: string) => Carried,
): PackedThreads {
  return { about, comments: carry(JSON.stringify(comments.map(packed))) };
}

// By loops over two lists: to take objects apart by their names took twenty times as long, two milliseconds a page.
function packed(comment: CommentView): Packed {
  let length: number = FIELDS.length;
  while (length > 0 && isUsual(comment, FIELDS[length - 1] ?? "id")) length--;
  const can = ABILITIES.reduce((bits, name, at) => (comment.abilities[name] ? bits | (1 << at) : bits), 0);
  return [can, ...FIELDS.slice(0, length).map((name) => comment[name])];
}

const isUsual = (comment: CommentView, name: keyof CommentView): boolean => comment[name] === USUAL[name];

/** What a page begins with. No thread is drawn before the browser draws it: the server says only how many there are. */
export const threadsHere = (threads: PackedThreads, sectionId: string): InitialThreads =>
  typeof window === "undefined" ? { ...threads.about, comments: [] } : unpackThreads(threads, sectionId);

/** Reads what `packThreads` wrote. All of it stands in one section. */
export function unpackThreads({ about, comments }: PackedThreads, sectionId: string): InitialThreads {
  const read = JSON.parse(readCarried(comments)) as Packed[];
  return { ...about, comments: read.map((comment) => unpacked(comment, sectionId)) };
}

function unpacked([can, ...values]: Packed, sectionId: string): CommentView {
  const abilities = { ...NO_ABILITIES };
  for (const [at, name] of ABILITIES.entries()) abilities[name] = (can & (1 << at)) !== 0;
  const told = Object.fromEntries(values.map((value, at) => [FIELDS[at], value]));
  return { ...USUAL, sectionId, ...told, abilities };
}
