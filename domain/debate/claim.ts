import type { CommentView } from "../comment";
import type { Cited } from "../prompt";
import type { ClaimMark, MoveKind } from "./moves";
import type { Side } from "./sides";

/**
 * What somebody said in a debate, as the asker may see it. Of what was removed, or is hidden from the asker, its place is
 * left: side and number, without writer, words, passages and marks.
 */
export type ClaimView = {
  id: string;
  kind: MoveKind;
  side: Side;
  /** Counted by side: the third claim for is F3. */
  number: number;
  /** The place of the phase it was said in. */
  phase: number;
  /** What it answers: a claim, or something that answers one. */
  answersId: string | null;
  /** Somebody has answered it. */
  isAnswered: boolean;
  isMine: boolean;
  marks: ClaimMark[];
  cited: Cited[];
  comment: CommentView;
};
