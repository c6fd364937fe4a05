"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { trpc } from "../../../_trpc/client";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { emptyFields, valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { makeId } from "../../../_ui/uuid";

/** Makes an empty group by its name. */
export function NewGroup({ classroomId }: { classroomId: string }) {
  const router = useRouter();
  const id = useRef<string>(undefined);
  const create = useAction(async (name: string) => {
    id.current ??= makeId();
    await trpc.group.create.mutate({ classroomId, id: id.current, name });
    id.current = undefined;
    showToast(`${name} is made. Choose it beside each student who is to be in it.`);
    router.refresh();
    return true;
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["name"]);
    const empty = emptyFields(values, { name: "Give the group a name." });
    if (empty) return create.fail(empty);
    if (await create.run(values.name)) form.reset();
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={create.error} />
      <Field name="name" label="Name of a new group" maxLength={40} autoComplete="off" error={create.error} />
      <Submit pending={create.pending} look="line">
        Make the group
      </Submit>
    </Form>
  );
}
