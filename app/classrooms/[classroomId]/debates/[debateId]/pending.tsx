"use client";

import { Button } from "../../../../_ui/button";
import { WarningIcon } from "../../../../_ui/icons";
import { showToast } from "../../../../_ui/toast";
import type { Post } from "../../_comments/post";
import { useBook } from "./book-context";
import { TAKEN } from "./move-words";
import type { MoveKind } from "./page-types";
import { placeOfMove, putMoveDraft } from "./use-move-draft";

/**
 * What one has said and the server has not: on its way, or refused.
 *
 * @param answersId  null for claims, and for what answers something that is not there any more
 */
export function Pending({ answersId }: { answersId: string | null }) {
  const { moves, claims } = useBook();
  const isOwn = answersId === null;
  const isKnown = (id: string) => claims.some((one) => one.id === id);
  return moves.posts
    .filter(({ parentId }) => parentId === answersId || (isOwn && parentId !== null && !isKnown(parentId)))
    .map((post) => <PendingMove key={post.id} post={post} />);
}

function PendingMove({ post }: { post: Post }) {
  const { debate, moves, claims, mine } = useBook();
  const { id, text, move, refusal, parentId } = post;
  // It is in already: the list has it before the device lets go of it.
  if (claims.some((one) => one.id === id) || mine?.kept.some((one) => one.id === id)) return null;
  const goOn = () => {
    const kind: MoveKind = move?.kind ?? "claim";
    const place = placeOfMove(debate.id, kind, parentId);
    if (putMoveDraft(place, { text, passages: move?.passages ?? [] })) moves.discard(id);
    else showToast(TAKEN);
  };
  return (
    <div className="pending">
      <p className="words">{text}</p>
      {refusal ? (
        <>
          <p className="msg" role="alert">
            <WarningIcon />
            <span>{refusal.sentence}</span>
          </p>
          <div className="brow">
            <Button size="sm" look="line" onClick={goOn}>
              Go on writing
            </Button>
            <Button size="sm" onClick={() => moves.retry(id)}>
              Try again
            </Button>
          </div>
        </>
      ) : (
        <p className="mid" role="status">
          Posting. It is kept on this device until it is in.
        </p>
      )}
    </div>
  );
}
