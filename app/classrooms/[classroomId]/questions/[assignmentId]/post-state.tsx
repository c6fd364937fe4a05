"use client";

import { Button } from "../../../../_ui/button";
import { WarningIcon } from "../../../../_ui/icons";
import type { Posting } from "./use-posting";

/** How an answer's way to the server goes. */
export function PostState({ posting, onTakeBack }: { posting: Posting; onTakeBack: () => void }) {
  const { post, isSending } = posting;
  if (!post) return null;
  if (post.refusal)
    return (
      <div className="poststate" role="alert">
        <p className="msg">
          <WarningIcon />
          <span>{post.refusal.sentence}</span>
        </p>
        <div className="brow">
          <Button look="line" onClick={onTakeBack}>
            Go on writing
          </Button>
          <Button onClick={posting.retry}>Try again</Button>
        </div>
      </div>
    );
  return (
    <div className="poststate">
      <p role="status">
        {isSending
          ? "Posting"
          : "Not posted yet: your answer is on this device and goes up when you are back."}
      </p>
      {!isSending && (
        <Button look="line" onClick={onTakeBack}>
          Take it back
        </Button>
      )}
    </div>
  );
}
