"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../../../_trpc/client";
import { Button } from "../../../_ui/button";
import { Dialog } from "../../../_ui/dialog";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { emptyFields, valuesOf } from "../../../_ui/forms";
import { Time } from "../../../_ui/time";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

export type Report = {
  id: string;
  commentId: string;
  sectionPath: string;
  sectionTitle: string;
  paragraphNumber: number | null;
  author: string;
  excerptHtml: string;
  reason: string;
  reporter: string;
  reportedAt: string;
  resolvedAt: string | null;
  abilities: { resolve?: boolean; hide?: boolean; restore?: boolean };
};

/** What a teacher can do about a report: take the comment off the page with a reason, put it back, or settle it. */
export function ReportActions({ report, classroomId }: { report: Report; classroomId: string }) {
  const router = useRouter();
  const [hiding, setHiding] = useState(false);
  const { abilities } = report;
  const resolve = useAction(async () => {
    await trpc.moderation.resolve.mutate({ classroomId, reportId: report.id });
    showToast("Report settled. The comment stays.");
    router.refresh();
  });
  const restore = useAction(async () => {
    await trpc.moderation.restore.mutate({ classroomId, commentId: report.commentId });
    showToast("The comment is back on the page.");
    router.refresh();
  });
  return (
    <>
      <ErrorSummary error={resolve.error ?? restore.error} />
      {abilities.hide && (
        <Button look="line" size="sm" onClick={() => setHiding(true)}>
          Take it off the page
        </Button>
      )}
      {abilities.restore && (
        <Button look="line" size="sm" pending={restore.pending} onClick={() => restore.run(undefined)}>
          Put it back
        </Button>
      )}
      {abilities.resolve && (
        <Button look="line" size="sm" pending={resolve.pending} onClick={() => resolve.run(undefined)}>
          Let it stand
        </Button>
      )}
      {report.resolvedAt && (
        <span className="mid">
          Settled on <Time value={report.resolvedAt} />
        </span>
      )}
      <HideDialog report={report} classroomId={classroomId} open={hiding} onClose={() => setHiding(false)} />
    </>
  );
}

type HideProps = { report: Report; classroomId: string; open: boolean; onClose: () => void };

function HideDialog({ report, classroomId, open, onClose }: HideProps) {
  const router = useRouter();
  const hide = useAction(async (given: { reason: string }) => {
    await trpc.moderation.hide.mutate({ classroomId, commentId: report.commentId, reason: given.reason });
    onClose();
    showToast("The comment is off the page.");
    router.refresh();
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["reason"] as const);
    const empty = emptyFields(values, { reason: "Say why, in a line." });
    if (empty) hide.fail(empty);
    else await hide.run(values);
  };
  return (
    <Dialog open={open} title="Take it off the page?" onClose={onClose}>
      <Form onSubmit={handleSubmit}>
        <p>{report.author} still sees it, with your reason. You can put it back.</p>
        <ErrorSummary error={hide.error} />
        <Field
          name="reason"
          label={`The reason, for ${report.author}`}
          error={hide.error}
          autoComplete="off"
          maxLength={500}
        />
        <div className="brow">
          <Button look="line" onClick={onClose}>
            Leave it
          </Button>
          <Submit pending={hide.pending}>Take it off the page</Submit>
        </div>
      </Form>
    </Dialog>
  );
}
