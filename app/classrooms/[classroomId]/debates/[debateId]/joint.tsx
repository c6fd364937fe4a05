"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { STATEMENT_MAX_CHARS } from "#domain/debate/statement";
import { trpc } from "../../../../_trpc/client";
import { actionError, toActionError } from "../../../../_ui/action-error";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { Dialog } from "../../../../_ui/dialog";
import { Time } from "../../../../_ui/time";
import { useAction } from "../../../../_ui/use-action";
import { attempt } from "../../_comments/attempt";
import { useDraft } from "../../_comments/drafts";
import { useBook } from "./book-context";
import type { Statement } from "./page-types";
import { Problem } from "./problem";
import { placeOfStatement } from "./statement-draft";

/** What the class can agree on: a text of each group, or drafts of which one is chosen. */
export function Joint({ statements }: { statements: Statement[] }) {
  const { debate, mine } = useBook();
  const isOn = debate.phases[debate.phase]?.kind === "joint" && debate.state !== "closed";
  const own = statements.find(({ isMine }) => isMine) ?? null;
  const isWriting = isOn && mine !== null;
  const others = statements.filter((one) => !(isWriting && one.isMine && debate.joint === "group"));
  if (!isOn && statements.length === 0) return null;
  return (
    <section className="joint" aria-labelledby="joint-title">
      <h2 id="joint-title">Joint statement</h2>
      {isOn && (
        <p className="mid">
          {debate.joint === "group"
            ? "Each group writes one text together. What anybody saves is kept, with its older versions."
            : "Each writes a draft, and everybody chooses the one they want. How many want which is told when the debate is over."}
        </p>
      )}
      {isWriting && <Writing own={own} />}
      {others.length > 0 && (
        <ul className="statements">
          {others.map((one) => (
            <StatementRow key={one.id} statement={one} canBack={isWriting && debate.joint === "vote"} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Words that are not saved, and the version they go on from, of which group's text. */
type Unsaved = { text: string; base: number; groupId: string | null };

/** What was written with another group goes on from nothing that this one has saved. */
const ofGroup = (unsaved: Unsaved, groupId: string | null): Unsaved =>
  (unsaved.groupId ?? null) === groupId ? unsaved : { ...unsaved, base: 0 };

/** The text one writes at, kept on this device until it is saved. What others saved meanwhile is never written over. */
function useWriting(own: Statement | null) {
  const { classroomId, debate, mine, read } = useBook();
  const debateId = debate.id;
  const groupId = mine?.groupId ?? null;
  const [kept, setKept, clear] = useDraft(placeOfStatement(debateId));
  const unsaved: Unsaved | null = kept === "" ? null : ofGroup(JSON.parse(kept), groupId);
  const text = unsaved?.text ?? own?.text ?? "";
  const latest = useRef(text);
  latest.current = text;
  const go = (next: Unsaved) => setKept(JSON.stringify(next));
  const saving = useAction(async () => {
    const words = text.trim();
    if (words === "") throw actionError("INVALID", "Write something first.");
    const version = unsaved?.base ?? own?.version ?? 0;
    try {
      const saved = await trpc.debate.state.mutate({ classroomId, debateId, groupId, text: words, version });
      await read();
      // What was written while it was being saved is not saved yet.
      if (latest.current.trim() === words) clear();
      else go({ text: latest.current, base: saved.version, groupId });
      announce("The statement is saved.");
    } catch (thrown) {
      const error = toActionError(thrown);
      await read();
      // Its details are the other text, which stands below, and no sentences for fields.
      throw actionError(error.code, error.message);
    }
  });
  const isBehind = unsaved !== null && own !== null && own.version > unsaved.base && !saving.pending;
  return {
    text,
    saving,
    isBehind,
    write: (words: string) => go({ text: words, base: unsaved?.base ?? own?.version ?? 0, groupId }),
    goOn: () => {
      go({ text, base: own?.version ?? 0, groupId });
      saving.fail(null);
    },
  };
}

function Writing({ own }: { own: Statement | null }) {
  const { debate } = useBook();
  const id = useId();
  const { text, saving, isBehind, write, goOn } = useWriting(own);
  const isJustSaved = useJustSaved(own);
  const box = useRef<HTMLTextAreaElement>(null);
  const handleGoOn = () => {
    goOn();
    box.current?.focus();
  };
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    void saving.run(undefined);
  };
  return (
    <form className="moveform" noValidate onSubmit={handleSubmit}>
      <label htmlFor={id}>
        {debate.joint === "group"
          ? own?.by
            ? `The statement of ${own.by}`
            : "The joint statement"
          : "Your draft"}
      </label>
      {saving.error && <Problem sentence={saving.error.message} />}
      <textarea
        id={id}
        ref={box}
        className="inp"
        rows={6}
        maxLength={STATEMENT_MAX_CHARS}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <div className="foot">
        <span className="cnt">
          {own && (
            <>
              Saved by {own.savedBy} {isJustSaved ? "just now" : <Time value={own.savedAt} form="time" />}
            </>
          )}
        </span>
        {own && own.version > 1 && <Versions statement={own} />}
        <Button type="submit" pending={saving.pending}>
          Save
        </Button>
      </div>
      {isBehind && own && <Newer statement={own} isRefused={saving.error !== null} onGoOn={handleGoOn} />}
    </form>
  );
}

const JUST_NOW_MS = 60_000;

/** Whether the text was saved while one looked, a moment ago; what others saved is told as it happens. */
function useJustSaved(own: Statement | null): boolean {
  const { me } = useBook();
  const [savedAt, savedBy] = [own?.savedAt ?? null, own?.savedBy ?? ""];
  const [heard, setHeard] = useState<string | null>(null);
  const known = useRef(savedAt);
  useEffect(() => {
    if (savedAt === known.current) return;
    known.current = savedAt;
    setHeard(savedAt);
    if (savedBy !== me.name) announce(`Saved by ${savedBy} just now.`);
    const timer = setTimeout(() => setHeard(null), JUST_NOW_MS);
    return () => clearTimeout(timer);
  }, [savedAt, savedBy, me.name]);
  return heard !== null && heard === savedAt;
}

type NewerProps = { statement: Statement; isRefused: boolean; onGoOn: () => void };

/** What another has saved since one began to write: below one's own words, which stay as they are. */
function Newer({ statement: { savedBy, text, version }, isRefused, onGoOn }: NewerProps) {
  return (
    <div className="othertext">
      <p>Your words above are not saved, and go on from an older text.</p>
      <details key={version} open={isRefused}>
        <summary>See what {savedBy} saved</summary>
        <p className="words">{text}</p>
      </details>
      <Button look="line" size="sm" onClick={onGoOn}>
        Go on with my text
      </Button>
    </div>
  );
}

function StatementRow({ statement, canBack }: { statement: Statement; canBack: boolean }) {
  const { classroomId, debate, read } = useBook();
  const { id, by, text, backs, isBacked, version } = statement;
  const back = () =>
    attempt(
      trpc.debate.back
        .mutate({ classroomId, debateId: debate.id, statementId: isBacked ? null : id })
        .then(read),
    );
  return (
    <li>
      <h3 className="no">{by ?? "The class"}</h3>
      <p className="words">{text}</p>
      <div className="brow">
        {canBack && (
          <button type="button" className="btn line sm" aria-pressed={isBacked} onClick={() => void back()}>
            {isBacked ? "This is the one I want" : "I want this one"}
            <span className="vh">: {by}</span>
          </button>
        )}
        {backs !== null && (
          <span className="mid">{backs === 0 ? "Chosen by nobody" : `Chosen by ${backs}`}</span>
        )}
        {version > 1 && <Versions statement={statement} />}
      </div>
    </li>
  );
}

type Version = { version: number; text: string; savedBy: string; savedAt: string };

/** What a statement said each time it was saved. */
function Versions({ statement: { id: statementId, by } }: { statement: Statement }) {
  const { classroomId, debate } = useBook();
  const [isOpen, setOpen] = useState(false);
  const reading = useAction(async () => {
    const on = { classroomId, debateId: debate.id, statementId };
    return (await trpc.debate.versions.query(on)).versions;
  });
  const [versions, setVersions] = useState<Version[]>([]);
  const open = async () => {
    setOpen(true);
    setVersions((await reading.run(undefined)) ?? []);
  };
  return (
    <>
      <button type="button" className="lnk" onClick={() => void open()}>
        Older versions<span className="vh"> of {by ?? "the statement"}</span>
      </button>
      <Dialog open={isOpen} title="What it said before" onClose={() => setOpen(false)}>
        {reading.error && <p role="alert">{reading.error.message}</p>}
        <ul className="statements">
          {versions.map((one) => (
            <li key={one.version}>
              <p className="no">
                {one.savedBy}, <Time value={one.savedAt} form="full" />
              </p>
              <p className="words">{one.text}</p>
            </li>
          ))}
        </ul>
        <div className="brow">
          <Button look="line" onClick={() => setOpen(false)}>
            Close
          </Button>
        </div>
      </Dialog>
    </>
  );
}
