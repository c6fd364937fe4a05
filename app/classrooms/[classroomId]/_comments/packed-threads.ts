import type { CommentAbilities, CommentView } from "#domain/comment";
import { type Carried, readCarried } from "../_text/carried-store";
import type { InitialThreads } from "./thread-types";

type Packed = Partial<Omit<CommentView, "abilities">> & { can?: (keyof CommentAbilities)[] };

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

/** The threads' first window: what is counted, and the comments as JSON without what goes without saying. */
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

function packed({ abilities, sectionId, ...comment }: CommentView): Packed {
  const unusual = Object.entries(comment).filter(
    ([name, value]) => USUAL[name as keyof CommentView] !== value,
  );
  const can = ABILITIES.filter((name) => abilities[name]);
  return Object.fromEntries(can.length > 0 ? [...unusual, ["can", can]] : unusual);
}

/** What a page begins with. No thread is drawn before the browser draws it: the server says only how many there are. */
export const threadsHere = (threads: PackedThreads, sectionId: string): InitialThreads =>
  typeof window === "undefined" ? { ...threads.about, comments: [] } : unpackThreads(threads, sectionId);

/** Reads what `packThreads` wrote. All of it stands in one section. */
export function unpackThreads({ about, comments }: PackedThreads, sectionId: string): InitialThreads {
  const read = JSON.parse(readCarried(comments)) as Packed[];
  return { ...about, comments: read.map((comment) => unpacked(comment, sectionId)) };
}

function unpacked({ can = [], ...comment }: Packed, sectionId: string): CommentView {
  const abilities = { ...NO_ABILITIES };
  for (const name of can) abilities[name] = true;
  return { ...USUAL, sectionId, ...comment, abilities };
}
