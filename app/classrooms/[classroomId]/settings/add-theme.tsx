"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { Theme } from "#domain/note";
import { INKS, type Ink, THEME_DEFINITION_MAX_CHARS, THEME_NAME_MAX_CHARS } from "#domain/theme-limits";
import { trpc } from "../../../_trpc/client";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field, SelectField } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { emptyFields, valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";
import { makeId } from "../../../_ui/uuid";

const STROKES: Record<Ink, string> = {
  memory: "ochre, dotted",
  identity: "blue, one line",
  love: "red, two lines",
  acceptance: "green, a wave",
  symbolism: "violet, dashed",
};

/** What a new theme can be drawn in: a plain rule, or an ink that no theme in use has. */
function inkOptions(themes: Theme[]): { value: string; label: string }[] {
  const free = INKS.filter((ink) => !themes.some((theme) => theme.ink === ink && !theme.isRetired));
  const inks = free.map((ink) => {
    const was = themes.find((theme) => theme.ink === ink);
    return { value: ink, label: `In ink: ${STROKES[ink]}${was ? `, which was ${was.name}’s` : ""}` };
  });
  return [{ value: "", label: "With a plain rule and its letter" }, ...inks];
}

export function AddTheme({ classroomId, themes }: { classroomId: string; themes: Theme[] }) {
  const router = useRouter();
  const id = useRef<string>(undefined);
  const options = inkOptions(themes);
  const isFreed = options.some(({ label }) => label.includes("which was"));
  const add = useAction(async (theme: { name: string; definition: string; ink: Ink | null }) => {
    id.current ??= makeId();
    await trpc.theme.add.mutate({ classroomId, id: id.current, ...theme });
    id.current = undefined;
    showToast(`${theme.name} is a theme of this class.`);
    router.refresh();
    return true;
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["name", "definition", "ink"]);
    const empty = emptyFields(values, { name: "Give the theme a name." });
    if (empty) return add.fail(empty);
    const ink = INKS.find((one) => one === values.ink) ?? null;
    if (await add.run({ name: values.name, definition: values.definition, ink })) form.reset();
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={add.error} />
      <Field name="name" label="Name" maxLength={THEME_NAME_MAX_CHARS} autoComplete="off" error={add.error} />
      <Field
        name="definition"
        label="What belongs under it"
        hint="One or two sentences. Students read it beside the theme’s name. It may stay empty."
        maxLength={THEME_DEFINITION_MAX_CHARS}
        autoComplete="off"
        error={add.error}
      />
      <SelectField
        name="ink"
        label="How it is drawn"
        hint={
          isFreed
            ? "What was marked in a retired theme’s ink has a plain rule and its letter once the ink is taken."
            : undefined
        }
        options={options}
        error={add.error}
      />
      <Submit pending={add.pending}>Add the theme</Submit>
    </Form>
  );
}
