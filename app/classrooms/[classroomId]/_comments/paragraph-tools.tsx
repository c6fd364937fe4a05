"use client";

import { createPortal } from "react-dom";
import { ClaimSigns } from "./claim-signs";
import { useDraft } from "./drafts";
import { newKey } from "./new-comment";
import { type Paragraph, selectors, useTalk } from "./talk-context";
import { counted } from "./words";

/**
 * What stands beside each paragraph: how many have written, and the way to write. They are put into the printed
 * text's own elements, so that they come after their paragraph in every order: reading, tabbing, listening.
 */
export function AllParagraphTools() {
  const { place } = useTalk();
  return place.paragraphs.map((paragraph) => {
    const element = document.getElementById(paragraph.key);
    const signs = place.signs?.filter((sign) => sign.paragraphId === paragraph.id) ?? [];
    const tools = (
      <>
        <ParagraphTools paragraph={paragraph} />
        {signs.length > 0 && <ClaimSigns paragraph={paragraph} signs={signs} />}
      </>
    );
    return element && createPortal(tools, element, paragraph.id);
  });
}

function ParagraphTools({ paragraph }: { paragraph: Paragraph }) {
  const { state, view, change, focusSoon, isPhone, isArchived } = useTalk();
  const { id, number } = paragraph;
  const count = state.counts[id] ?? 0;
  const threads = state.loaded.filter(({ root }) => root.paragraphId === id);
  const fresh = threads
    .flatMap(({ root, replies }) => [root, ...replies])
    .filter((entry) => entry.unread).length;
  const isOpen = threads.some(({ root }) => root.id === view.openId) || view.writingOn === id;
  const canWrite = number !== null && !isArchived;

  const handleRead = () => {
    if (isPhone) return change({ sheetOf: id, target: null });
    const first = document.querySelector<HTMLElement>(`.notes [data-for="${id}"] [data-thread]`);
    const rootId = first?.dataset.thread;
    if (!rootId) return;
    change({ openId: rootId, writingOn: null });
    focusSoon(selectors.note(rootId));
  };
  const handleWrite = () => {
    if (isPhone) return change({ sheetOf: id, target: null });
    change({ writingOn: id, openId: null });
    focusSoon(`.notes [data-for="${id}"] textarea`);
  };
  if (count === 0 && !canWrite) return null;
  const name = number ? `Paragraph ${number}` : "Quotation";
  return (
    <span className={isOpen ? "tools below" : "tools"} data-tools={id}>
      {count > 0 && (
        <button type="button" className="gut" onClick={handleRead}>
          <span className="say" aria-hidden="true" />
          <b aria-hidden="true">{count}</b>
          <span className="vh">
            {name}: {counted(count, "comment")}
            {fresh > 0 && `, ${fresh} new`}
          </span>
        </button>
      )}
      {canWrite && !(isPhone && count > 0) && <WriteButton paragraph={paragraph} onWrite={handleWrite} />}
    </span>
  );
}

function WriteButton({ paragraph, onWrite }: { paragraph: Paragraph; onWrite: () => void }) {
  const { place, view } = useTalk();
  const [draft] = useDraft(newKey(place.sectionId, paragraph.id));
  const isBegun = draft !== "" && view.writingOn !== paragraph.id;
  return (
    <button type="button" className={isBegun ? "wr begun" : "wr"} onClick={onWrite}>
      <span className="say" aria-hidden="true" />
      <span className="vh">
        {isBegun ? "Go on with your draft" : "Comment"} on paragraph {paragraph.number}
      </span>
      {isBegun && <i aria-hidden="true">draft</i>}
    </button>
  );
}
