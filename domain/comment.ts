import { z } from "zod";
import type { MemberRole } from "./actor";
import { type AnnotationView, type Reaction, type ScopeView, STARTERS, type Starter } from "./note";

export const TEXT_MAX_CHARS = 10_000;
export const REASON_MAX_CHARS = 500;
/** A phrase of somebody's that a reply takes up. */
export const QUOTE_MAX_CHARS = 300;
/** Threads in one window of a list, and comments in it over all threads. */
export const WINDOW_THREADS = 30;
export const WINDOW_COMMENTS = 30;
/** Replies of one thread in a window; the rest is paged on demand. */
export const WINDOW_REPLIES = 30;
/** Counts of unread and unanswered stop here, so that asking costs the same in a thread of 3,000. */
export const COUNT_CAP = 100;
/** What one person may post in a minute: more than a class on its first day, less than a script. */
export const POSTS_PER_MINUTE = 20;

export const COMMENT_STATES = ["shown", "deleted", "hidden"] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** What the asker may do with a comment, decided by the policy on the server. */
export type CommentAbilities = {
  reply: boolean;
  edit: boolean;
  delete: boolean;
  history: boolean;
  pin: boolean;
  lock: boolean;
  moderate: boolean;
  report: boolean;
  react: boolean;
  endorse: boolean;
  /** Change what it marks, its themes and whom it is for. */
  mark: boolean;
};

/** A comment as the asker may see it. A hole (`deleted`, or `hidden` from the asker) has no author and no text. */
export type CommentView = {
  id: string;
  sectionId: string;
  paragraphId: string | null;
  rootId: string | null;
  /** Whom a reply answers, when it answers another reply that the asker may see. */
  answers: { id: string; name: string } | null;
  author: { id: string; name: string; role: MemberRole } | null;
  /** The made-up name it goes by for classmates, for its writer and the teachers; null where there is none. */
  alias: string | null;
  /** Safe HTML made from Markdown at writing; empty in a hole, and on a mark without words. */
  html: string;
  /** ISO 8601, UTC, milliseconds. */
  createdAt: string;
  editedAt: string | null;
  /** Rises by one with each edit; an edit names the one it is based on. */
  version: number;
  state: CommentState;
  hiddenReason: string | null;
  pinned: boolean;
  locked: boolean;
  /** Replies that everybody in the class may see. Roots only; 0 on a reply. */
  replyCount: number;
  needsReply: boolean;
  unread: boolean;
  /** What it marks in the text; null for what marks nothing. */
  annotation: AnnotationView | null;
  /** Null where it is for the class. */
  scope: ScopeView | null;
  /** Null where nobody has reacted. */
  reactions: { counts: Partial<Record<Reaction, number>>; mine: Reaction[] } | null;
  /** The teacher who says that it is worth reading. */
  endorsedBy: string | null;
  /** Written elsewhere, by whom and with what; `author` brought it in. */
  importedFrom: { creator: string; source: string } | null;
  /** How a reply takes up what it answers, and the words of it that it takes up. */
  takesUp: { starter: Starter | null; quote: string | null } | null;
  abilities: CommentAbilities;
};

/** A capped count: `more` says that there are at least as many again as the cap could not count. */
export type CappedCount = { count: number; more: boolean };

/** Threads in display order, each root followed by its first replies. */
export type ThreadWindow = {
  comments: CommentView[];
  /** Null when the list is at its end. */
  nextCursor: string | null;
  /** Roots of which later replies are not in this window: ask `comment.replies` for them. */
  partial: string[];
};

/** Replies of one thread, oldest first. */
export type ReplyWindow = { comments: CommentView[]; nextCursor: string | null };

/** A thread opened at one of its comments: the root, then replies from that one on. */
export type ThreadAt = ReplyWindow & {
  sectionPath: string;
  hasEarlier: boolean;
  /** Said in a debate that was taken back: there is no page of it, and one's own words alone are left. */
  isTakenBack: boolean;
};

/** What a comment said, oldest first; the last one is what it says now. */
export type CommentHistory = { html: string; writtenAt: string }[];

export type ThreadSummary = {
  unread: CappedCount;
  needsReply: CappedCount;
  /** Comments everybody may see, by paragraph id; `section` for those on the section as a whole. */
  counts: Record<string, number>;
};

/** Markdown as a person writes it: trimmed, no control characters but line breaks and tabs, no lone surrogates. */
export const CommentText = z
  .string()
  .max(TEXT_MAX_CHARS + 1_000, `Use at most ${TEXT_MAX_CHARS} characters.`)
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(
    z
      .string()
      .min(1, "Write something first.")
      .max(TEXT_MAX_CHARS, `Use at most ${TEXT_MAX_CHARS} characters.`)
      .refine((text) => !/\p{Cs}/u.test(text), "Some characters in this text are broken. Write them again.")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
      .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
        error: "Some characters in this text cannot be shown. Remove them.",
      })
      .refine((text) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(text), "Write something first."),
  );

const inClassroom = { classroomId: z.uuid() };
const onComment = { ...inClassroom, commentId: z.uuid() };
const cursor = z.string().min(1).max(600);

export const COMMENT_ORDERS = ["newest", "oldest"] as const;
export const COMMENT_FILTERS = ["all", "unread", "needsReply"] as const;

export const ListComments = z.strictObject({
  ...inClassroom,
  sectionId: z.uuid(),
  /** Absent: the whole section; null: only threads on the section as a whole. */
  paragraphId: z.uuid().nullable().optional(),
  order: z.enum(COMMENT_ORDERS).default("newest"),
  filter: z.enum(COMMENT_FILTERS).default("all"),
  /** One discussion of a prompt that has several: teachers hear all of them. */
  discussionId: z.uuid().optional(),
  cursor: cursor.optional(),
});
export const ListReplies = z.strictObject({ ...inClassroom, rootId: z.uuid(), cursor: cursor.optional() });
export const OneComment = z.strictObject(onComment);
export const CreateComment = z.strictObject({
  ...inClassroom,
  id: z.uuid(),
  sectionId: z.uuid(),
  paragraphId: z.uuid().nullable(),
  /** The comment that is answered: a root or a reply. */
  parentId: z.uuid().nullable(),
  text: CommentText,
  /** How a reply takes up what it answers, and the words of it that it takes up. */
  starter: z.enum(STARTERS).nullable().default(null),
  quote: z
    .string()
    .max(QUOTE_MAX_CHARS, "Quote a shorter phrase.")
    .transform((quote) => quote.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, "Quote some words, or none.")
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Some characters in this quotation are broken."),
    )
    .nullable()
    .default(null),
});
export const UpdateComment = z.strictObject({ ...onComment, text: CommentText, version: z.int().min(1) });
export const PinComment = z.strictObject({ ...onComment, pinned: z.boolean() });
export const LockComment = z.strictObject({ ...onComment, locked: z.boolean() });
/** Why, in a line: white space of any kind becomes one space. */
const Reason = (missing: string) =>
  z
    .string()
    .max(REASON_MAX_CHARS * 2, `Use at most ${REASON_MAX_CHARS} characters.`)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(REASON_MAX_CHARS, `Use at most ${REASON_MAX_CHARS} characters.`)
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Some characters in this text cannot be shown. Remove them."),
    );
export const HideComment = z.strictObject({ ...onComment, reason: Reason("Say why, in a line.") });
export const ReportComment = z.strictObject({
  ...onComment,
  id: z.uuid(),
  reason: Reason("Say what is wrong, in a line."),
});
export const MarkSeen = z.strictObject({
  ...inClassroom,
  sectionId: z.uuid(),
  /** Threads that were on the screen; empty with `all`. */
  rootIds: z.array(z.uuid()).max(60),
  all: z.boolean().default(false),
  upTo: cursor,
});
