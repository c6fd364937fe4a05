"use client";

import { useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { announce } from "../../../../../_ui/announcer";
import { Button, LinkButton } from "../../../../../_ui/button";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { classroomPaths } from "../../../../../_ui/frame";
import { SoftLink } from "../../../../../_ui/soft-link";
import { Time } from "../../../../../_ui/time";
import { useAction } from "../../../../../_ui/use-action";
import { answerWords, headingWords, type LedgerLine, repliesWords } from "../../../_prompts/ledger-words";
import { AskAnother } from "./ask-another";
import { GrantDialog } from "./grant-dialog";
import { type Ledger, useLedger } from "./use-ledger";

type Props = {
  classroomId: string;
  userId: string;
  cursor: string | null;
  initial: Ledger;
  canChange: boolean;
};

/** Who has answered and who has not, as it stands now. */
export function ClassLedger({ canChange, ...input }: Props) {
  const { classroomId } = input;
  const { ledger, readNow } = useLedger(input);
  const [changing, setChanging] = useState<LedgerLine | null>(null);
  const { lines, prompt, nextCursor } = ledger;
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">{headingWords(ledger)}</h2>
      {lines.length > 0 && (
        <table className="ledger answered">
          <caption className="vh">How each student stands</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Answer</th>
              <th scope="col">Replies</th>
              <th scope="col">
                <span className="vh">What you can do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row
                key={line.userId}
                classroomId={classroomId}
                ledger={ledger}
                line={line}
                canChange={canChange}
                onChange={() => setChanging(line)}
                onDone={readNow}
              />
            ))}
          </tbody>
        </table>
      )}
      {nextCursor && (
        <LinkButton
          look="link"
          href={`${classroomPaths(classroomId).questionClass(prompt.id)}?cursor=${encodeURIComponent(nextCursor)}`}
        >
          More students
        </LinkButton>
      )}
      {canChange && !prompt.isForAll && (
        <AskAnother classroomId={classroomId} ledger={ledger} onDone={readNow} />
      )}
      <GrantDialog
        classroomId={classroomId}
        ledger={ledger}
        line={changing}
        onClose={() => setChanging(null)}
        onDone={readNow}
      />
    </section>
  );
}

type RowProps = {
  classroomId: string;
  ledger: Ledger;
  line: LedgerLine;
  canChange: boolean;
  onChange: () => void;
  onDone: () => Promise<void>;
};

function Row({ classroomId, ledger, line, canChange, onChange, onDone }: RowProps) {
  const { prompt, discussions } = ledger;
  const group = discussions.find(({ id }) => id === line.discussionId)?.name;
  return (
    <tr>
      <th scope="row">
        {line.name}
        <small>{[group, line.alias && `“${line.alias}”`].filter(Boolean).join(", ")}</small>
      </th>
      <td className={line.state === "in" || line.state === "waiting" ? "done" : undefined}>
        {answerWords(line, prompt)}
        {line.committedAt && (
          <small>
            <Time value={line.committedAt} form="ago" />
          </small>
        )}
        {line.dueAt && line.state === "none" && (
          <small>
            Has until <Time value={line.dueAt} form="due" />
          </small>
        )}
        {line.asks !== null && (
          <small className="asks">Asks to be let in with less{line.asks ? `: “${line.asks}”` : ""}</small>
        )}
        {line.isLetIn && line.state === "none" && <small>May hand in less than is asked</small>}
      </td>
      <td>{repliesWords(line, prompt)}</td>
      <td className="acts">
        {line.commentId && (
          <SoftLink className="lnk" href={classroomPaths(classroomId).comment(line.commentId)}>
            Read<span className="vh"> what {line.name} answered</span>
          </SoftLink>
        )}
        {canChange && (
          <Acts classroomId={classroomId} ledger={ledger} line={line} onChange={onChange} onDone={onDone} />
        )}
      </td>
    </tr>
  );
}

type ActsProps = Omit<RowProps, "canChange">;

/** What waits for the teacher is one press away; everything else is behind the last. */
function Acts({ classroomId, ledger, line, onChange, onDone }: ActsProps) {
  const { prompt } = ledger;
  const letIn = useAction(async () => {
    if (line.asks !== null)
      await trpc.prompt.grant.mutate({
        classroomId,
        assignmentId: prompt.id,
        userId: line.userId,
        isLetIn: true,
      });
    else if (line.commentId) await trpc.answer.letIn.mutate({ classroomId, commentId: line.commentId });
    await onDone();
    announce(line.asks === null ? `${line.name}’s answer is in.` : `${line.name} may hand in less.`);
  });
  const isHeld = line.state === "waiting" && prompt.isHeld;
  return (
    <>
      {(isHeld || line.asks !== null) && (
        <Button look="line" size="sm" pending={letIn.pending} onClick={() => letIn.run(undefined)}>
          Let in<span className="vh"> {line.name}</span>
        </Button>
      )}
      <Button look="link" onClick={onChange}>
        Extend or excuse<span className="vh"> {line.name}</span>
      </Button>
      <ErrorSummary error={letIn.error} />
    </>
  );
}
