"use client";

import { useEffect, useId, useState } from "react";
import type { Board, Boards, Passage as Marked } from "#domain/board";
import { trpc } from "../../../../_trpc/client";
import { type ActionError, actionError, toActionError } from "../../../../_ui/action-error";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { plainOf } from "../../_comments/words";
import type { Passage } from "./page-types";
import { refWords } from "./use-passage-names";

type FromBoardsProps = { classroomId: string; onChosen: (passage: Passage) => void };

/** A passage that somebody of the class has marked, chosen from the boards of its themes. */
export function FromBoards({ classroomId, onChosen }: FromBoardsProps) {
  const id = useId();
  const [themes, setThemes] = useState<Boards["themes"] | null>(null);
  const [themeId, setThemeId] = useState<string | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  useEffect(() => {
    let isOver = false;
    trpc.notes.boards.query({ classroomId }).then(
      (found) => {
        if (isOver) return;
        const marked = found.themes.filter(({ passages }) => passages > 0);
        setThemes(marked);
        setThemeId(marked[0]?.id ?? null);
      },
      (thrown) => !isOver && setError(toActionError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId]);
  const handleUse = async (marked: Marked) => {
    try {
      onChosen(await placed(classroomId, marked));
    } catch (thrown) {
      setError(toActionError(thrown));
    }
  };
  return (
    <>
      <ErrorSummary error={error} />
      {!themes && !error && <p>Fetching the boards.</p>}
      {themes?.length === 0 && <p>Nobody has marked anything in a theme yet.</p>}
      {themes && themeId && (
        <>
          <label htmlFor={id} className="evlabel">
            Theme
          </label>
          <select
            id={id}
            className="inp"
            value={themeId}
            onChange={(event) => setThemeId(event.target.value)}
          >
            {themes.map((theme) => (
              <option key={theme.id} value={theme.id}>
                {theme.name}
              </option>
            ))}
          </select>
          <Marks key={themeId} classroomId={classroomId} themeId={themeId} onUse={handleUse} />
        </>
      )}
    </>
  );
}

type MarksProps = { classroomId: string; themeId: string; onUse: (marked: Marked) => void };

function Marks({ classroomId, themeId, onUse }: MarksProps) {
  const [items, setItems] = useState<Board["items"]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [error, setError] = useState<ActionError | null>(null);
  const [after, setAfter] = useState<string | undefined>(undefined);
  useEffect(() => {
    let isOver = false;
    trpc.notes.board.query({ classroomId, themeId, ...(after ? { cursor: after } : {}) }).then(
      (board) => {
        if (isOver) return;
        setItems((now) => (after ? [...now, ...board.items] : board.items));
        setCursor(board.nextCursor);
      },
      (thrown) => !isOver && setError(toActionError(thrown)),
    );
    return () => {
      isOver = true;
    };
  }, [classroomId, themeId, after]);
  return (
    <>
      <ErrorSummary error={error} />
      <ul className="ownnotes">
        {items
          .filter(({ isLost }) => !isLost)
          .map((marked) => (
            <li key={marked.id} className="mn">
              <span className="nosign" />
              <span>
                <span className="short">“{marked.quote}”</span>
                <span className="ref">
                  {refWords(marked.section.title, marked.paragraphNumber)}, marked by {marked.author.name}
                  {marked.html && `: ${plainOf(marked.html)}`}
                </span>
              </span>
              <button type="button" className="lnk" onClick={() => onUse(marked)}>
                Use<span className="vh"> this as evidence: {marked.quote.slice(0, 80)}</span>
              </button>
            </li>
          ))}
      </ul>
      {cursor && (
        <button type="button" className="lnk" onClick={() => setAfter(cursor)}>
          More of them
        </button>
      )}
    </>
  );
}

/** Where a marked passage stands, as it is cited: in its own paragraph, should its words stand elsewhere too. */
async function placed(classroomId: string, { section, paragraphNumber, quote }: Marked): Promise<Passage> {
  const { sections } = await trpc.guide.passages.query({ classroomId });
  const sectionId = sections.find(({ path }) => path === section.path)?.id;
  if (!sectionId) throw actionError("NOT_FOUND");
  const { choice } = await trpc.guide.passages.query({ classroomId, sectionId });
  const text = choice.paragraphs.map((one) => one.text).join("\n");
  const from = choice.paragraphs.find(({ number }) => number === paragraphNumber)?.start ?? 0;
  const near = text.indexOf(quote, from);
  const start = near >= 0 ? near : text.indexOf(quote);
  if (start < 0) throw actionError("NOT_FOUND", "These words do not stand in the text any more.");
  const { versionId } = choice;
  const end = start + quote.length;
  return { sectionId, versionId, exact: quote, start, end, title: section.title, number: paragraphNumber };
}
