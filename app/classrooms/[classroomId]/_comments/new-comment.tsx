"use client";

import { announce } from "../../../_ui/announcer";
import { Composer } from "./composer";
import { placeWords, selectors, useTalk } from "./talk-context";

type NewCommentProps = {
  /** Null: on the section as a whole. */
  paragraphId: string | null;
  /** Called with the id of what was posted. */
  onDone: (id: string) => void;
};

/** Names the place where a new comment is kept while it is written. */
export const newKey = (sectionId: string, paragraphId: string | null): string =>
  `new:${sectionId}:${paragraphId ?? "section"}`;

/** The beginning of a thread. */
export function NewComment({ paragraphId, onDone }: NewCommentProps) {
  const { actions, place, change, focusSoon } = useTalk();
  const handleSubmit = (text: string) => {
    const id = actions.post({ paragraphId, parentId: null, text });
    announce("Comment posted.");
    onDone(id);
    return true;
  };
  const handleLeave = () => {
    change({ writingOn: null });
    if (paragraphId) focusSoon(selectors.tools(paragraphId));
  };
  return (
    <div className="note draft">
      <span className="say" aria-hidden="true" />
      <Composer
        label={`Your comment on ${placeWords(place, paragraphId)}`}
        draftKey={newKey(place.sectionId, paragraphId)}
        action="Post"
        onSubmit={handleSubmit}
        onLeave={handleLeave}
      />
    </div>
  );
}
