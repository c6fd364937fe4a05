import type { NoteAudience } from "#domain/audience";
import type { CommentView } from "#domain/comment";
import type { MoveKind } from "#domain/debate/moves";
import type { Side } from "#domain/debate/sides";
import type { Motivation, Starter } from "#domain/note";
import type { DraftPassage } from "#domain/prompt";
import { trpc } from "../../../_trpc/client";

/** What a post marks in the text. */
export type PostMark = {
  /** The version of the guide that its writer had before them. */
  versionId: string;
  selectors: { start: number; end: number; exact: string };
  motivation: Motivation;
  themeIds: string[];
  audience: NoteAudience;
  /** The name of the group it is for, to show until the server says it. */
  groupName: string | null;
};

/** A post as this device keeps it until the server has it. Its id is the comment's, so sending twice stores once. */
export type Post = {
  id: string;
  classroomId: string;
  sectionId: string;
  paragraphId: string | null;
  parentId: string | null;
  rootId: string | null;
  /** Empty only on a mark without words. */
  text: string;
  /** It is a note: it marks a passage. */
  mark?: PostMark;
  /** It answers a question, which is the section it stands on; what it rests on. */
  answer?: { passages: DraftPassage[] };
  /** It is said in a debate, which is the section it stands on; `parentId` is what it answers. */
  move?: { kind: MoveKind; side: Side; passages: DraftPassage[] };
  /** How a reply takes up what it answers, and the words of it that it takes up. */
  takesUp?: { starter: Starter | null; quote: string | null };
  /** When it was written: posts are sent in this order. */
  at: number;
  /** Set when the server refused it: it waits for its writer. */
  refusal?: { code: string; sentence: string };
};

const SEND_TIMEOUT_MS = 20_000;

/** Sends a post: by what it is, to the procedure that takes such. */
export function sendPost(post: Post): Promise<CommentView> {
  const { id, classroomId, sectionId, text, mark, answer, move, takesUp, ...at } = post;
  const limit = { signal: AbortSignal.timeout(SEND_TIMEOUT_MS) };
  if (move) {
    const input = { id, classroomId, debateId: sectionId, answersId: at.parentId, text, ...move };
    return trpc.debate.say.mutate(input, limit).then(({ comment }) => comment);
  }
  if (answer)
    return trpc.answer.commit.mutate(
      { id, classroomId, assignmentId: sectionId, text, passages: answer.passages },
      limit,
    );
  if (!mark) {
    const { paragraphId, parentId } = at;
    const input = { id, classroomId, sectionId, paragraphId, parentId, text, ...takesUp };
    return trpc.comment.create.mutate(input, limit);
  }
  const { versionId, selectors, motivation, themeIds, audience } = mark;
  return trpc.annotation.create.mutate(
    {
      id,
      classroomId,
      sectionId,
      versionId,
      selectors,
      motivation,
      themeIds,
      audience,
      text: text === "" ? null : text,
    },
    limit,
  );
}
