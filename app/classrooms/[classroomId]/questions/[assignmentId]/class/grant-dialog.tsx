"use client";

import { instantOf, localOf } from "#domain/zone";
import { trpc } from "../../../../../_trpc/client";
import { actionError } from "../../../../../_ui/action-error";
import { Button } from "../../../../../_ui/button";
import { useClock } from "../../../../../_ui/clock";
import { Dialog } from "../../../../../_ui/dialog";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { Field, SelectField } from "../../../../../_ui/field";
import { Form, Submit } from "../../../../../_ui/form";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";
import { ZoneHint } from "../../../../../_ui/zone-hint";
import type { LedgerLine } from "../../../_prompts/ledger-words";
import type { Ledger } from "./use-ledger";

type Props = {
  classroomId: string;
  ledger: Ledger;
  /** Whom it is about; null while it is closed. */
  line: LedgerLine | null;
  onClose: () => void;
  onDone: () => Promise<void>;
};

/** What one student is granted: more time, an excuse, less than is asked, another group. */
export function GrantDialog({ line, onClose, ...more }: Props) {
  return (
    <Dialog open={line !== null} title={line ? `For ${line.name}` : ""} onClose={onClose}>
      {line && <Grant line={line} onClose={onClose} {...more} />}
    </Dialog>
  );
}

function Grant({ classroomId, ledger, line, onClose, onDone }: Props & { line: LedgerLine }) {
  const { zone } = useClock();
  const { prompt, discussions } = ledger;
  const canMove = discussions.length > 1 && line.commentId === null;
  const grant = useAction(async (change: object) => {
    await trpc.prompt.grant.mutate({
      classroomId,
      assignmentId: prompt.id,
      userId: line.userId,
      ...change,
    });
    await onDone();
    showToast("It is kept.");
    onClose();
  });
  const handleSubmit = (form: HTMLFormElement) => {
    const change = changesOf(new FormData(form), line, zone);
    if (typeof change === "string") return grant.fail(actionError("INVALID", change, { dueAt: change }));
    if (Object.keys(change).length === 0) return onClose();
    void grant.run(change);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={grant.error} />
      <Field
        name="dueAt"
        label="Answer due"
        type="datetime-local"
        defaultValue={line.dueAt ? localOf(line.dueAt, zone) : ""}
        hint={
          <>
            Empty: as for everybody. <ZoneHint />
          </>
        }
        error={grant.error}
      />
      {canMove && (
        <SelectField
          name="discussionId"
          label="Group"
          defaultValue={line.discussionId ?? ""}
          options={discussions.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div className="field">
        <label className="check">
          <input type="checkbox" name="isExcused" defaultChecked={line.state === "excused"} />
          <span>
            Excused<small>Nothing is asked of {line.name}.</small>
          </span>
        </label>
        <label className="check">
          <input type="checkbox" name="isLetIn" defaultChecked={line.isLetIn} />
          <span>
            May hand in less than is asked<small>Fewer words, or without a passage.</small>
          </span>
        </label>
      </div>
      <div className="brow">
        <Submit pending={grant.pending}>Save</Submit>
        <Button look="link" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}

/** What is different from what the student has, or a sentence when the moment is none. */
function changesOf(data: FormData, line: LedgerLine, zone: string): Record<string, unknown> | string {
  const change: Record<string, unknown> = {};
  const due = String(data.get("dueAt") ?? "");
  if (due !== (line.dueAt ? localOf(line.dueAt, zone) : "")) {
    const at = instantOf(due, zone);
    if (due && at === null) return "Choose a day and a time.";
    change.dueAt = at;
  }
  const discussionId = data.get("discussionId");
  if (typeof discussionId === "string" && discussionId !== line.discussionId)
    change.discussionId = discussionId;
  if (data.has("isExcused") !== (line.state === "excused")) change.isExcused = data.has("isExcused");
  if (data.has("isLetIn") !== line.isLetIn) change.isLetIn = data.has("isLetIn");
  return change;
}
