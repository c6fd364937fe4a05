import { z } from "zod";
import type { CommentView } from "./comment";
import type { ClaimView } from "./debate/claim";

/** What a change is about. */
export const CHANGE_KINDS = ["comment", "report", "asked", "debate"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Beyond this many changes a page is told to read afresh instead of being caught up one by one. */
export const CATCH_UP_MAX_CHANGES = 500;
/** Changes older than this are pruned; a browser away for longer reads afresh. */
export const CHANGE_KEEP_DAYS = 7;

/** One thing that changed, as the receiver may see it. */
export type LiveItem =
  | { type: "comment"; classroomId: string; comment: CommentView }
  /** Something was said in a debate, or is not as it was. */
  | { type: "claim"; classroomId: string; debateId: string; claim: ClaimView }
  /** A debate's clock, seats or statements are not as they were: read its page afresh. */
  | { type: "debate"; classroomId: string; debateId: string }
  /** No longer the receiver's to see; sent only for what the receiver could see before. */
  | { type: "gone"; classroomId: string; commentId: string; sectionId: string }
  | { type: "reports"; classroomId: string; open: number }
  /** What is asked of the class is not what it was: questions, and notes on what is read. */
  | { type: "asked"; classroomId: string }
  /** How somebody stands with a question is not what it was, as far as the receiver may ask: a number, or their own. */
  | { type: "standing"; classroomId: string }
  /** Too much happened to tell one by one: read the page afresh. A text of another version is an old one. */
  | { type: "reload"; classroomId: string; guideVersionId: string };

/** What the stream sends, and what a catch-up answers: the items and the opaque place to go on from. */
export type LiveBatch = { cursor: string; items: LiveItem[] };

export const Since = z.strictObject({ cursor: z.string().min(1).max(20_000) });
export const OnChange = z.strictObject({ lastEventId: z.string().max(20_000).nullish() });
