"use client";

import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { shortfallsOf, shortfallWords, timing, wordsOf } from "#domain/prompt";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { WarningIcon } from "../../../../_ui/icons";
import { Time } from "../../../../_ui/time";
import { AskIn } from "./ask-in";
import { EvidenceList } from "./evidence-list";
import { LeafNotices, OtherText } from "./leaf-notices";
import { NotesSide } from "./notes-side";
import type { Evidence, Me, Passage, QuestionPage, Written } from "./page-types";
import { PostState } from "./post-state";
import { useAnswerDraft } from "./use-answer-draft";
import type { Posting } from "./use-posting";
import { useServerNow } from "./use-server-now";
import { Waiting } from "./waiting";
import { wordCountWords } from "./words";

type LeafProps = {
  classroomId: string;
  me: Me;
  page: QuestionPage;
  posting: Posting;
  notes: Evidence[];
  textMaxChars: number;
  /** Asks the server how things stand. */
  onRead: () => void;
  /** Above the leaf and below it, in its column. */
  above: ReactNode;
  below: ReactNode;
  /** What stands beside it, around the student's own notes. */
  side: (notes: ReactNode) => ReactNode;
};

/** A leaf of paper to answer on, over the stack of those that wait. */
export function Leaf(props: LeafProps) {
  const { page, posting, notes } = props;
  const { prompt } = page;
  const writing = useWriting(props);
  return (
    <>
      <div className="qmain">
        {props.above}
        <section className="gate" aria-label="Your answer">
          <LeafNotices prompt={prompt} when={writing.when} />
          <Paper leaf={props} writing={writing} />
          {prompt.hasGate ? (
            <Waiting waiting={prompt.waiting} />
          ) : (
            <p className="qsaid" id="stays">
              {STAYS_OPEN}
            </p>
          )}
        </section>
        {props.below}
      </div>
      {props.side(
        <NotesSide
          notes={notes}
          versionId={page.versionId}
          isLocked={posting.post !== null}
          onUse={writing.add}
        />,
      )}
    </>
  );
}

/** The words on the leaf, what is wrong with them, and what can be done with them. */
function useWriting(props: LeafProps) {
  const { page, posting } = props;
  const { prompt } = page;
  const { draft, set, choose, clear } = useAnswerDraft(props);
  const when = timing(useServerNow(prompt.now, prompt.dueAt), prompt);
  const isClosed = when === "closed" && prompt.mine?.state === "none";
  const { problem, setProblem, submit, lacks } = useHandingIn(props, draft, clear, isClosed);
  const write = (part: Partial<Written>) => {
    set(part);
    setProblem(null);
  };
  const add = (passage: Passage) => {
    const isThere = draft.passages.some(
      ({ sectionId, start, end }) =>
        sectionId === passage.sectionId && start === passage.start && end === passage.end,
    );
    if (!isThere) write({ passages: [...draft.passages, passage] });
    announce(isThere ? "This passage is there already." : "Added as evidence.");
  };
  const takeBack = () => {
    const words = posting.takeBack();
    if (words) set(words);
  };
  return { draft, choose, when, isClosed, problem, submit, lacks, write, add, takeBack };
}

type PaperProps = { leaf: LeafProps; writing: ReturnType<typeof useWriting> };

function Paper({ leaf, writing }: PaperProps) {
  const { classroomId, page, posting, notes, textMaxChars } = leaf;
  const { prompt, versionId } = page;
  const { draft, write } = writing;
  const { post } = posting;
  return (
    <form className="paper" noValidate onSubmit={writing.submit}>
      {draft.other && <OtherText other={draft.other} onChoose={writing.choose} />}
      <Field
        text={post ? post.text : draft.text}
        isLocked={post !== null}
        problem={writing.problem}
        onWrite={(text) => write({ text })}
        onPost={writing.submit}
      />
      <EvidenceList
        classroomId={classroomId}
        passages={post ? (post.answer?.passages ?? []) : draft.passages}
        notes={notes}
        versionId={versionId}
        isLocked={post !== null}
        onChange={(passages) => write({ passages })}
        onAdd={writing.add}
      >
        {(addButton) =>
          post ? (
            <PostState posting={posting} onTakeBack={writing.takeBack} />
          ) : (
            <div className="foot">
              <Count text={draft.text} wordsMin={prompt.wordsMin} max={textMaxChars} draft={draft} />
              {addButton}
              <Button type="submit" aria-describedby="stays" aria-disabled={writing.isClosed || undefined}>
                {prompt.hasGate ? "Post and open the answers" : "Post"}
              </Button>
            </div>
          )
        }
      </EvidenceList>
      {!post && writing.lacks && <AskIn classroomId={classroomId} prompt={prompt} onAsked={leaf.onRead} />}
    </form>
  );
}

const STAYS_OPEN = "Your first answer stays as you post it. You can add second thoughts underneath.";

/** What is wrong with an answer, and handing it in: knowingly, by its own button or key. */
function useHandingIn(
  { page: { prompt }, posting, textMaxChars }: LeafProps,
  draft: Written & { other: Written | null },
  clear: () => void,
  isClosed: boolean,
) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [missing] = useMemo(
    () => shortfallsOf({ text: draft.text, passages: draft.passages.length }, prompt),
    [draft.text, draft.passages.length, prompt],
  );
  const lacks = isAsked && missing !== undefined && !prompt.mine?.isLetIn;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (posting.post) return;
    if (isClosed) return setProblem(TOO_LATE);
    // What is handed in is the draft no more: the other text would be gone with it.
    if (draft.other) return setProblem("Choose the text to go on with first.");
    if (draft.text.trim() === "") return setProblem("Write something first.");
    if (draft.text.trim().length > textMaxChars) return setProblem(`Use at most ${textMaxChars} characters.`);
    if (missing && !prompt.mine?.isLetIn) {
      setAsked(true);
      return setProblem(shortfallWords(missing));
    }
    setProblem(null);
    posting.send(draft);
    clear();
    announce("Posting your answer.");
  };
  return { problem, setProblem, submit, lacks };
}

const TOO_LATE = "The time for this is over, and late answers are not taken. What you wrote is kept.";

type FieldProps = {
  text: string;
  isLocked: boolean;
  problem: string | null;
  onWrite: (text: string) => void;
  onPost: () => void;
};

function Field({ text, isLocked, problem, onWrite, onPost }: FieldProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onPost();
  };
  return (
    <>
      <label htmlFor="answer">Your answer</label>
      {problem && (
        <p className="msg" id="answer-error" role="alert">
          <WarningIcon />
          <span>{problem}</span>
        </p>
      )}
      <textarea
        id="answer"
        ref={box}
        className="draft"
        rows={6}
        value={text}
        readOnly={isLocked}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "answer-error answer-count" : "answer-count"}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={handleKey}
      />
    </>
  );
}

type CountProps = {
  text: string;
  wordsMin: number;
  max: number;
  draft: ReturnType<typeof useAnswerDraft>["draft"];
};

/** How many words there are, and where they are kept. */
function Count({ text, wordsMin, max, draft }: CountProps) {
  const count = useMemo(() => wordsOf(text).length, [text]);
  const { have, need } = wordCountWords(count, wordsMin);
  const left = max - text.trim().length;
  return (
    <span className="cnt" id="answer-count">
      <b>{have}</b>
      {need}
      {left < 500 && <span>, {left} characters left</span>}
      <br />
      {draft.status === "saved" && draft.savedAt && (
        <>
          Draft saved <Time value={draft.savedAt} form="time" />
        </>
      )}
      {draft.status === "saving" && "Saving"}
      {draft.status === "device" && "On this device, not saved yet"}
      {draft.status === "none" && "Saved as you write"}
    </span>
  );
}
