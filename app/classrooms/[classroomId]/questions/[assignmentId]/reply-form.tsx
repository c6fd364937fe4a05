"use client";

import { useEffect, useId, useState } from "react";
import { STARTERS, type Starter } from "#domain/note";
import { announce } from "../../../../_ui/announcer";
import { Composer } from "../../_comments/composer";
import { hasDraft } from "../../_comments/drafts";
import { replyKey } from "../../_comments/reply-box";
import { useTalk } from "../../_comments/talk-context";
import type { Entry, Thread } from "../../_comments/thread-types";
import { shortName } from "../../_comments/words";
import { sentencesIn } from "./quote";
import { isTakenUp, keepTakesUp, keptTakesUp, NOTHING_TAKEN_UP, type TakesUp } from "./takes-up";

/** Whom a reply is being written to; `isAsked` when the reader has just asked to. */
export type Answering = { entry: Entry; isAsked: boolean; quote: string | null };

type ReplyFormProps = { thread: Thread; answering: Answering; onClose: () => void };

const STARTER_WORDS: Record<Starter, string> = {
  builds: "I build on",
  challenges: "I challenge",
  asks: "I ask",
};

/** Where one replies: how one takes up what was said, and on which of its words. */
export function ReplyForm({ thread: { root }, answering, onClose }: ReplyFormProps) {
  const { actions, focusSoon, me } = useTalk();
  const { entry } = answering;
  const [takesUp, setTakesUp] = useTakesUp(answering);
  if (!entry.author || !entry.abilities.reply) return null;
  const isSecond = entry.id === root.id && entry.author.id === me.userId;
  const handleSubmit = (text: string) => {
    const chosen = isTakenUp(takesUp) ? { takesUp } : {};
    const id = actions.post({ paragraphId: null, parentId: entry.id, text, ...chosen });
    keepTakesUp(entry.id, NOTHING_TAKEN_UP);
    announce(isSecond ? "Second thoughts added." : "Reply posted.");
    onClose();
    focusSoon(`.answers [data-comment="${id}"] [data-who]`);
    return true;
  };
  const handleLeave = () => {
    // What is written stays, and with it what was chosen for it.
    if (!hasDraft(replyKey(entry.id))) keepTakesUp(entry.id, NOTHING_TAKEN_UP);
    onClose();
    focusSoon(`.answers [data-comment="${entry.id}"] .act button`);
  };
  return (
    <div className="replyform">
      <Composer
        // Another person's draft is another draft.
        key={entry.id}
        label={isSecond ? "Second thoughts" : `Reply to ${shortName(entry.author.name)}`}
        draftKey={replyKey(entry.id)}
        action="Post"
        autoFocus={answering.isAsked}
        hint={isSecond ? "Your first answer stays above" : "Seen by those who have answered"}
        above={
          !isSecond && (
            <>
              <Starters chosen={takesUp.starter} onChoose={(starter) => setTakesUp({ starter })} />
              <Quote entry={entry} quote={takesUp.quote} onChange={(quote) => setTakesUp({ quote })} />
            </>
          )
        }
        onSubmit={handleSubmit}
        onLeave={handleLeave}
      />
    </div>
  );
}

/** What is chosen for the reply, kept on this device as its words are. */
function useTakesUp({ entry, quote }: Answering): [TakesUp, (part: Partial<TakesUp>) => void] {
  const [takesUp, setTakesUp] = useState(() => {
    const kept = keptTakesUp(entry.id);
    return quote ? { ...kept, quote } : kept;
  });
  const { id } = entry;
  // Words that were selected for it are kept before anything else is done.
  useEffect(() => {
    if (quote) keepTakesUp(id, { ...keptTakesUp(id), quote });
  }, [id, quote]);
  const change = (part: Partial<TakesUp>) => {
    const now = { ...takesUp, ...part };
    setTakesUp(now);
    keepTakesUp(id, now);
  };
  return [takesUp, change];
}

type StartersProps = { chosen: Starter | null; onChoose: (starter: Starter | null) => void };

function Starters({ chosen, onChoose }: StartersProps) {
  return (
    <fieldset className="starters">
      <legend className="vh">How you take it up</legend>
      {STARTERS.map((starter) => (
        <button
          key={starter}
          type="button"
          aria-pressed={chosen === starter}
          onClick={() => onChoose(chosen === starter ? null : starter)}
        >
          {STARTER_WORDS[starter]}
        </button>
      ))}
    </fieldset>
  );
}

type QuoteProps = { entry: Entry; quote: string | null; onChange: (quote: string | null) => void };

/** The words that the reply is about: what was selected, or a sentence chosen here. */
function Quote({ entry, quote, onChange }: QuoteProps) {
  const id = useId();
  const [sentences, setSentences] = useState<string[] | null>(null);
  if (quote)
    return (
      <p className="quoting">
        on <q>{quote}</q>{" "}
        <button type="button" className="lnk" onClick={() => onChange(null)}>
          Without the quotation
        </button>
      </p>
    );
  if (!sentences)
    return (
      <p className="quoting">
        <button type="button" className="lnk" onClick={() => setSentences(sentencesIn(entry.id))}>
          Quote a phrase
        </button>
      </p>
    );
  return (
    <p className="quoting">
      <label htmlFor={id}>The words you take up</label>
      <select id={id} className="inp" value="" onChange={(event) => onChange(event.target.value || null)}>
        <option value="">Choose a sentence, or select words above and press Reply again</option>
        {sentences.map((sentence) => (
          <option key={sentence}>{sentence}</option>
        ))}
      </select>
    </p>
  );
}
