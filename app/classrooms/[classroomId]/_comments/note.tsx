"use client";

import { useEffect } from "react";
import type { Theme } from "#domain/note";
import { useMarksIfAny } from "../_marks/use-marks";
import { attempt } from "./attempt";
import type { MarginItem } from "./margin-rows";
import { repliesTo } from "./margin-rows";
import { AudienceIcon } from "./scope";
import { placeWords, selectors, useTalk } from "./talk-context";
import { ThemeSign, themesOf, themeWords } from "./theme-sign";
import { ThreadView } from "./thread-view";
import { counted, holeWords, metaWords, newWords, plainOf } from "./words";

// About two lines of the margin, with the name and the small print.
const CLOSED_CHARS = 86;
const CLOSED_CHARS_NARROW = 62;
const TEXT_CHARS_MIN = 24;

type NoteProps = {
  item: MarginItem;
  isOpen: boolean;
  isNarrow: boolean;
  /** The reader, and the class's themes: handed down, so that a closed note is not drawn again with every change. */
  meId: string;
  themes: readonly Theme[];
  onOpen: (id: string) => void;
};

/** A note in the margin: two lines when closed, whole when open, in the same place. */
export function Note({ item, isOpen, isNarrow, meId, themes, onOpen }: NoteProps) {
  const { id, mark, thread } = item;
  if (isOpen) return <OpenNote item={item} />;
  const authorId = mark?.authorId ?? thread?.root.author?.id;
  return (
    <ClosedNote
      id={id}
      themes={themesOf(themes, mark?.themeIds ?? [])}
      name={authorId === meId ? "You" : (mark?.authorName ?? thread?.root.author?.name ?? null)}
      isTeacher={mark?.isTeacher ?? thread?.root.author?.role === "teacher"}
      isQuestion={mark?.motivation === "questioning"}
      audience={mark?.audience ?? thread?.root.scope?.audience ?? "class"}
      text={textOf(item)}
      meta={metaOf(item)}
      fresh={thread ? newWords(thread) : ""}
      isNarrow={isNarrow}
      onOpen={() => onOpen(id)}
    />
  );
}

function textOf({ mark, thread }: MarginItem): string {
  if (thread && !thread.root.author) return holeWords(thread.root);
  return (thread ? plainOf(thread.root.html) : "") || mark?.excerpt || "";
}

function metaOf({ mark, thread, ...item }: MarginItem): string {
  if (thread) return metaWords(thread);
  const replies = repliesTo({ mark, thread, ...item });
  if (mark?.sending) return mark.sending === "failed" ? "not sent" : "on this device";
  return replies > 0 ? counted(replies, "reply", "replies") : "";
}

function OpenNote({ item }: { item: MarginItem }) {
  const { change, focusSoon, place, notes, actions } = useTalk();
  const store = useMarksIfAny()?.store;
  const { id, mark, thread, paragraphId } = item;
  const themes = themesOf(notes.themes, mark?.themeIds ?? []);
  const isMissing = !thread && !mark?.sending;
  const { openThreadAt } = actions;
  useEffect(() => {
    if (isMissing) void attempt(openThreadAt(id));
  }, [isMissing, openThreadAt, id]);
  const handleClose = () => {
    change({ openId: null, target: null });
    store?.setFresh(null);
    focusSoon(mark ? `[data-notes~="${id}"], ${selectors.tools(paragraphId)}` : selectors.tools(paragraphId));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears Escape from the controls inside
    <div
      className="note open"
      data-ink={themes[0]?.ink ?? undefined}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        handleClose();
      }}
    >
      <Lead themes={themes} />
      {thread ? (
        <ThreadView
          thread={thread}
          where="margin"
          foot={
            <button type="button" className="lnk back" onClick={handleClose}>
              Back to the {mark ? "line" : "text"}
              <span className="vh">, {placeWords(place, paragraphId)}</span>
            </button>
          }
        />
      ) : (
        <div data-thread={id} aria-busy="true">
          <span className="who">{mark?.authorName}</span> {mark?.excerpt}
        </div>
      )}
    </div>
  );
}

/** The sign that hangs at the left of a note: its theme's, or that somebody says something. */
function Lead({ themes: [theme] }: { themes: readonly Theme[] }) {
  return theme ? <ThemeSign theme={theme} /> : <span className="say" aria-hidden="true" />;
}

type ClosedProps = {
  id: string;
  themes: readonly Theme[];
  /** Null: a hole. */
  name: string | null;
  isTeacher: boolean;
  isQuestion: boolean;
  audience: "private" | "group" | "teachers" | "class";
  text: string;
  meta: string;
  fresh: string;
  isNarrow: boolean;
  onOpen: () => void;
};

const FOR: Record<ClosedProps["audience"], string> = {
  private: "for you only",
  group: "for one group",
  teachers: "for teachers",
  class: "",
};

function ClosedNote(props: ClosedProps) {
  const { id, themes, name, isTeacher, isQuestion, audience, text, meta, fresh, isNarrow, onOpen } = props;
  const rest = (name?.length ?? 0) + meta.length + fresh.length + (isTeacher ? 8 : 0) + (isQuestion ? 5 : 0);
  const room = (isNarrow ? CLOSED_CHARS_NARROW : CLOSED_CHARS) - rest;
  const words = name ? cut(text, Math.max(TEXT_CHARS_MIN, room)) : text;
  const unseen = [themeWords(themes), FOR[audience]].filter(Boolean);
  const seen = [name, isTeacher && name && "Teacher", isQuestion && name && asks(name), words];
  // A label, and not words that are hidden from sight: of a hundred notes those were most of what painting them cost.
  const label = [seen.filter(Boolean).join(" "), meta, fresh, ...unseen].filter(Boolean).join(", ");
  return (
    <div className={fresh ? "note new" : "note"} data-thread={id}>
      <Lead themes={themes} />
      <button
        type="button"
        className="peek"
        data-stop
        aria-expanded="false"
        aria-label={unseen.length > 0 ? label : undefined}
        onClick={onOpen}
      >
        {name ? (
          <>
            <span className="who">{name}</span> {isTeacher && <span className="it">Teacher </span>}
            {isQuestion && <span className="it">{asks(name)} </span>}
            {themes.slice(1, 4).map((theme) => (
              <ThemeSign key={theme.id} theme={theme} />
            ))}
            {audience !== "class" && <AudienceIcon audience={audience} />}
            <span className="tx">{words}</span>
          </>
        ) : (
          <span className="tx it">{words}</span>
        )}
        {(meta || fresh) && (
          <span className="meta">
            {" "}
            {meta}
            {meta && fresh && ", "}
            {fresh && <b>{fresh}</b>}
          </span>
        )}
      </button>
    </div>
  );
}

const asks = (name: string): string => (name === "You" ? "ask" : "asks");

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars).replace(/[\s.,;:–-]+\S*$/u, "")}…`;
}
