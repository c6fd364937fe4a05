import type { SectionText } from "#domain/anchor/section-text";
import type { NoteAudience } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import type { Mark, Motivation, Theme } from "#domain/note";
import type { Post } from "../_comments/post";
import type { NoteSettings } from "../_comments/talk-context";
import type { Me } from "../_comments/thread-types";
import type { Carried } from "../_text/carried-store";
import type { KnownMark } from "./marks-of";

/** What the page is rendered with. */
export type PageMarks = {
  /** The version of the guide that the text on this page is. */
  versionId: string;
  /** For `unpackMarks`, with the themes of the `NoteSettings`. */
  packed: Carried;
};

export type InitialMarks = { versionId: string; marks: Mark[] } & NoteSettings;

/** Which marks are drawn: whose, and of which themes. A mark with several themes stays while one of them is shown. */
export type MarkFilter = { whose: "everyone" | "mine" | "none"; hidden: ReadonlySet<string> };

/** A note that is being begun at a passage: the margin shows the place to write it. */
export type MarkDraft = { start: number; end: number; motivation: Motivation; themeIds: string[] };

export type NewMark = MarkDraft & {
  /** Absent: the class's default. */
  audience?: NoteAudience;
  /** Markdown; null or empty for a mark without words. */
  text: string | null;
};

/** Everything about the marks of the page at one moment. Never changed: each change makes another. */
export type MarksState = {
  /** Every mark of the section that is known, one's own unsent ones among them, by place in the text. */
  all: KnownMark[];
  /** Those of them that the filter lets through. */
  shown: KnownMark[];
  themes: Theme[];
  filter: MarkFilter;
  draft: MarkDraft | null;
  /** The mark made last, while a further theme chosen is its: the selection bar stays with it. */
  freshId: string | null;
};

export type MarkPlace = { classroomId: string; sectionId: string; me: Me };

/** The part of the outbox that marks need. */
export type MarkOutbox = {
  add: (post: Omit<Post, "id" | "at">) => string;
  amend: (id: string, change: (post: Post) => Post) => boolean;
  discard: (id: string) => string;
  list: () => Post[];
  readonly sendingId: string | null;
};

/** The calls that change a mark which the server has; the threads' controller makes them, so that its lists know. */
export type MarkCalls = {
  update: (commentId: string, themeIds: string[]) => Promise<CommentView>;
  remove: (commentId: string) => Promise<void>;
};

/** Where the store meets the page; handed in, so that it knows neither. */
export type MarkWorld = {
  outbox: () => MarkOutbox;
  /** The text that stands on the page. */
  text: () => SectionText;
  /** Tells that something was refused, in the server's sentence. */
  refused: (thrown: unknown) => void;
  readFilter: () => { whose: MarkFilter["whose"]; hidden: string[] } | null;
  keepFilter: (filter: { whose: MarkFilter["whose"]; hidden: string[] }) => void;
};
