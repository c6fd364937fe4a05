"use client";

import { useState } from "react";
import { trpc } from "../../../../../_trpc/client";
import { Button } from "../../../../../_ui/button";
import { ErrorSummary } from "../../../../../_ui/error-summary";
import { SelectField } from "../../../../../_ui/field";
import { Form, Submit } from "../../../../../_ui/form";
import { valuesOf } from "../../../../../_ui/forms";
import { showToast } from "../../../../../_ui/toast";
import { useAction } from "../../../../../_ui/use-action";
import type { Ledger } from "./use-ledger";

type Props = { classroomId: string; ledger: Ledger; onDone: () => Promise<void> };
type Student = { userId: string; name: string };

/** Asks one more student what only some were asked, where one has joined late or was left out. */
export function AskAnother({ classroomId, ledger, onDone }: Props) {
  const { prompt, lines, discussions } = ledger;
  const [left, setLeft] = useState<Student[] | null>(null);
  const list = useAction(async () => {
    const { groups, unplaced } = await trpc.group.list.query({ classroomId });
    const asked = new Set(lines.map(({ userId }) => userId));
    const all = [...groups.flatMap(({ members }) => members), ...unplaced];
    setLeft(
      all.filter(({ userId }) => !asked.has(userId)).sort((one, other) => one.name.localeCompare(other.name)),
    );
  });
  const add = useAction(async (values: { userId: string; discussionId: string }) => {
    const { userId, discussionId } = values;
    await trpc.prompt.grant.mutate({
      classroomId,
      assignmentId: prompt.id,
      userId,
      ...(discussionId ? { discussionId } : {}),
    });
    await onDone();
    showToast(`${left?.find((one) => one.userId === userId)?.name ?? "The student"} is asked too.`);
    setLeft(null);
  });
  if (!left)
    return (
      <p>
        <ErrorSummary error={list.error} />
        <Button look="link" pending={list.pending} onClick={() => list.run(undefined)}>
          Ask somebody else too
        </Button>
      </p>
    );
  if (left.length === 0) return <p role="status">Everybody in the class is asked.</p>;
  return (
    <Form onSubmit={(form) => void add.run(valuesOf(form, ["userId", "discussionId"]))}>
      <ErrorSummary error={add.error} />
      <SelectField
        name="userId"
        label="Who is asked too"
        autoFocus
        options={left.map(({ userId, name }) => ({ value: userId, label: name }))}
      />
      {discussions.length > 1 && (
        <SelectField
          name="discussionId"
          label="In which group"
          options={discussions.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <div className="brow">
        <Submit pending={add.pending} look="line">
          Ask
        </Submit>
        <Button look="link" onClick={() => setLeft(null)}>
          Leave it
        </Button>
      </div>
    </Form>
  );
}
