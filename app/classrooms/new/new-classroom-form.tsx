"use client";

import { useState } from "react";
import { trpc } from "../../_trpc/client";
import { ErrorSummary } from "../../_ui/error-summary";
import { Field, SelectField } from "../../_ui/field";
import { Form, Submit } from "../../_ui/form";
import { emptyFields, valuesOf } from "../../_ui/forms";
import { useAction } from "../../_ui/use-action";
import { makeId } from "../../_ui/uuid";
import { ZoneField } from "../../_ui/zone-field";

type Guide = { slug: string; title: string; author: string };
type Given = { name: string; guideSlug: string; displayName: string; timeZone: string };

type Props = { guides: Guide[]; name: string; zones: string[] };

export function NewClassroomForm({ guides, name, zones }: Props) {
  // One id a form: sending twice makes one class.
  const [id] = useState(makeId);
  const create = useAction(async (given: Given) => {
    const made = await trpc.classroom.create.mutate({ id, ...given });
    location.assign(`/classrooms/${made.id}/code`);
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["name", "guideSlug", "displayName", "timeZone"] as const);
    const empty = emptyFields(values, {
      name: "Give the class a name.",
      guideSlug: "Choose a guide.",
      displayName: "Write what the class calls you.",
    });
    if (empty) create.fail(empty);
    else await create.run(values);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={create.error} />
      <Field
        name="name"
        label="Name of the class"
        hint="As on the timetable, so that students know it: Year 11 English, set B."
        error={create.error}
        autoComplete="off"
        maxLength={80}
      />
      <SelectField
        name="guideSlug"
        label="Guide"
        error={create.error}
        options={guides.map((guide) => ({ value: guide.slug, label: `${guide.title}, ${guide.author}` }))}
      />
      <Field
        name="displayName"
        label="What the class calls you"
        hint="It stands beside everything you write here."
        error={create.error}
        defaultValue={name}
        autoComplete="name"
        maxLength={60}
      />
      <ZoneField
        names={zones}
        set={null}
        hint="What is due, is due by these clocks, wherever its reader is."
        error={create.error}
      />
      <Submit pending={create.pending}>{create.pending ? "Setting it up" : "Set up the class"}</Submit>
    </Form>
  );
}
