"use client";

import { type FormEvent, useEffect, useState } from "react";
import { trpc } from "../../../_trpc/client";
import { type ActionError, toActionError } from "../../../_ui/action-error";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { emptyFields, valuesOf } from "../../../_ui/forms";
import { changeReader } from "../../../_ui/reader-account";
import { readReaderCookie } from "../../../_ui/reader-browser";
import { Time } from "../../../_ui/time";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { MarkDialog } from "../_sentences/mark-dialog";
import { CommentBody } from "./comment-body";
import { type Ask, placeWords, selectors, type Talk } from "./talk-context";
import type { Entry } from "./thread-types";

type QuestionsProps = { ask: Ask; isOpen: boolean; talk: Talk; onClose: () => void };

/** What is asked in a dialog before something is done, and what is shown in one. */
export default function Questions({ ask, isOpen, talk, onClose }: QuestionsProps) {
  const { kind, entry } = ask;
  if (kind === "keys") {
    return (
      <Dialog open={isOpen} title="Keys of this page" onClose={onClose}>
        <Keys canMark={talk.marks !== null} />
      </Dialog>
    );
  }
  if (kind === "mark") {
    const words = placeWords(talk.place, ask.paragraphId);
    return (
      <Dialog open={isOpen} title={`Mark a passage in ${words}`} onClose={onClose}>
        <MarkDialog key={ask.paragraphId} paragraphId={ask.paragraphId} onClose={onClose} />
      </Dialog>
    );
  }
  const props = { entry, talk, onClose };
  return (
    <Dialog open={isOpen} title={TITLES[kind]} onClose={onClose}>
      {kind === "report" && <Report {...props} />}
      {kind === "hide" && <Hide {...props} />}
      {kind === "remove" && <Remove {...props} />}
      {kind === "history" && <History {...props} />}
    </Dialog>
  );
}

const TITLES = {
  report: "Report this to your teacher?",
  hide: "Hide this from the class?",
  remove: "Remove your comment?",
  history: "What it said before",
};

type Props = { entry: Entry; talk: Talk; onClose: () => void };

function Report({ entry, talk, onClose }: Props) {
  return (
    <ReasonForm
      lead="Only the teachers of this class read a report. The writer is not told who sent it."
      label="What is wrong?"
      empty="Say what is wrong, in a line."
      action="Send the report"
      onClose={onClose}
      onSubmit={async (reason) => {
        await talk.actions.report(entry.id, reason);
        showToast("Your report is with the teacher.");
      }}
    />
  );
}

function Hide({ entry, talk, onClose }: Props) {
  const name = entry.author?.name ?? "the writer";
  return (
    <ReasonForm
      lead={`${name} still sees it, with your reason. You can put it back.`}
      label={`The reason, for ${name}`}
      empty="Say why, in a line."
      action="Hide it"
      onClose={onClose}
      onSubmit={async (reason) => {
        await talk.actions.hide(entry.id, reason);
        showToast("Hidden from the class.");
      }}
    />
  );
}

type ReasonFormProps = {
  lead: string;
  label: string;
  empty: string;
  action: string;
  onClose: () => void;
  onSubmit: (reason: string) => Promise<void>;
};

function ReasonForm({ lead, label, empty, action, onClose, onSubmit }: ReasonFormProps) {
  const send = useAction(async (reason: string) => {
    await onSubmit(reason);
    onClose();
  });
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = valuesOf(event.currentTarget, ["reason"] as const);
    const missing = emptyFields(values, { reason: empty });
    if (missing) send.fail(missing);
    else await send.run(values.reason);
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <p>{lead}</p>
      <ErrorSummary error={send.error} />
      <Field name="reason" label={label} error={send.error} autoComplete="off" maxLength={500} autoFocus />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" pending={send.pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}

function Remove({ entry, talk, onClose }: Props) {
  const hasReplies = entry.rootId === null && entry.replyCount > 0;
  const remove = useAction(async () => {
    await talk.actions.remove(entry.id);
    onClose();
    showToast("Your comment is removed.");
    // What opened this dialog is gone with the comment.
    if (hasReplies) talk.focusSoon(selectors.comment("", entry.id));
    else
      talk.focusSoon(entry.paragraphId ? selectors.tools(entry.paragraphId) : ".talk > .composer textarea");
  });
  return (
    <>
      <p>
        {hasReplies
          ? "Its words go, and a line says that its writer removed it. The replies stay."
          : "Its words go for good. Nobody can bring them back."}
      </p>
      <ErrorSummary error={remove.error} />
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Keep it
        </Button>
        <Button pending={remove.pending} onClick={() => remove.run(undefined)}>
          Remove it
        </Button>
      </div>
    </>
  );
}

function History({ entry, talk, onClose }: Props) {
  const [texts, setTexts] = useState<{ html: string; writtenAt: string }[] | null>(null);
  const [error, setError] = useState<ActionError | null>(null);
  const { classroomId } = talk.place;
  useEffect(() => {
    trpc.comment.history
      .query({ classroomId, commentId: entry.id })
      .then(setTexts, (thrown) => setError(toActionError(thrown)));
  }, [classroomId, entry.id]);
  return (
    <>
      <ErrorSummary error={error} />
      {texts === null && !error && <p>Fetching the earlier words.</p>}
      <ol className="history">
        {texts?.toReversed().map(({ html, writtenAt }, index) => (
          <li key={writtenAt + html}>
            <p className="quiet">
              {index === 0 ? "Now, since " : "From "}
              <Time value={writtenAt} form="full" />
            </p>
            <CommentBody html={html} />
          </li>
        ))}
      </ol>
      <div className="brow">
        <Button look="line" onClick={onClose}>
          Close
        </Button>
      </div>
    </>
  );
}

const KEYS: [string[], string][] = [
  [["J", "K"], "next and previous note"],
  [["Enter"], "open it and move there"],
  [["Esc"], "back to the line; a draft is kept"],
  [["R"], "reply to the open note"],
  [["[", "]"], "previous and next section, or claim"],
  [["Ctrl", "Enter"], "post what you wrote"],
  [["Ctrl", "Z"], "undo the last mark"],
  [["/"], "search"],
  [["?"], "this list"],
];
const MARKING: [string[], string][] = [
  [["S"], "sentence mode: choose a sentence"],
  [["←", "→"], "sentence before and after"],
  [["↑", "↓"], "paragraph before and after"],
  [["Home", "End"], "first and last sentence of the paragraph"],
  [["Shift", "→"], "take in more; with ↓ to the end of the paragraph"],
  [[",", "."], "a word less or more at the end; with Shift at the beginning"],
  [["1", "9"], "mark with a theme; again takes it off"],
  [["N"], "write a note on it"],
  [["Q"], "ask the class about it"],
  [["E"], "use it as evidence"],
  [["M"], "say what is marked there"],
  [["Esc"], "leave sentence mode"],
  [["T", "1"], "show or hide a theme"],
  [["T", "0"], "show or hide all marks and notes"],
];

function Keys({ canMark }: { canMark: boolean }) {
  const [isOn, setOn] = useState(() => readReaderCookie().keys === "on");
  const handleChange = (on: boolean) => {
    setOn(on);
    changeReader({ ...readReaderCookie(), keys: on ? "on" : "off" });
  };
  return (
    <>
      <label className="tickbox">
        <input type="checkbox" checked={isOn} onChange={(event) => handleChange(event.target.checked)} />
        <span>Single keys work while no field is being written in</span>
      </label>
      <KeyList keys={KEYS} />
      {canMark && (
        <>
          <h3>Marking the text</h3>
          <KeyList keys={MARKING} />
        </>
      )}
    </>
  );
}

function KeyList({ keys: list }: { keys: [string[], string][] }) {
  return (
    <dl className="keylist">
      {list.map(([keys, words]) => (
        <div key={words}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
