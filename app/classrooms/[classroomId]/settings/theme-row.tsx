"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Theme } from "#domain/note";
import { THEME_DEFINITION_MAX_CHARS, THEME_NAME_MAX_CHARS } from "#domain/theme-limits";
import { trpc } from "../../../_trpc/client";
import { announce } from "../../../_ui/announcer";
import { Button } from "../../../_ui/button";
import { ErrorSummary } from "../../../_ui/error-summary";
import { Field } from "../../../_ui/field";
import { Form, Submit } from "../../../_ui/form";
import { valuesOf } from "../../../_ui/forms";
import { showToast } from "../../../_ui/toast";
import { useAction } from "../../../_ui/use-action";

type RowProps = {
  classroomId: string;
  theme: Theme;
  canChange: boolean;
  isFirst: boolean;
  isLast: boolean;
};

/** How a theme is drawn, with its name: ink, stroke and sign, or a plain rule and its letter. */
export function ThemeName({ theme }: { theme: Pick<Theme, "name" | "ink" | "letter"> }) {
  return theme.ink ? (
    <span className="themename" data-ink={theme.ink}>
      <span className="sign" aria-hidden="true" />
      <b className="stroke">{theme.name}</b>
    </span>
  ) : (
    <span className="themename">
      <span className="letter" aria-hidden="true">
        {theme.letter}
      </span>
      <b className="stroke plain">{theme.name}</b>
    </span>
  );
}

/** One theme: its words, its place in the order, and the way to retire it or bring it back. */
export function ThemeRow({ classroomId, theme, canChange, isFirst, isLast }: RowProps) {
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const act = useAction(async (step: "up" | "down" | "retire" | "back") => {
    const on = { classroomId, themeId: theme.id };
    if (step === "up" || step === "down") {
      await trpc.theme.move.mutate({ ...on, by: step });
      announce(`${theme.name} moved ${step}.`);
    } else {
      await trpc.theme.retire.mutate({ ...on, retired: step === "retire" });
      showToast(
        step === "retire" ? `${theme.name} is retired.` : `${theme.name} is back.`,
        () =>
          void trpc.theme.retire.mutate({ ...on, retired: step !== "retire" }).then(() => router.refresh()),
      );
    }
    router.refresh();
  });
  const named = <span className="vh"> ({theme.name})</span>;
  return (
    <li>
      <div className="themehead">
        <ThemeName theme={theme} />
        {canChange && !editing && (
          <span className="themeacts">
            {!theme.isRetired && (
              <>
                <Button
                  look="line"
                  size="sm"
                  aria-disabled={isFirst}
                  pending={act.pending || isFirst}
                  onClick={() => act.run("up")}
                >
                  Up{named}
                </Button>
                <Button
                  look="line"
                  size="sm"
                  aria-disabled={isLast}
                  pending={act.pending || isLast}
                  onClick={() => act.run("down")}
                >
                  Down{named}
                </Button>
              </>
            )}
            <Button look="link" onClick={() => setEditing(true)}>
              Change{named}
            </Button>
            <Button
              look="link"
              pending={act.pending}
              onClick={() => act.run(theme.isRetired ? "back" : "retire")}
            >
              {theme.isRetired ? "Bring back" : "Retire"}
              {named}
            </Button>
          </span>
        )}
      </div>
      {!editing && <p className="quiet">{theme.definition || "No definition yet."}</p>}
      <ErrorSummary error={act.error} />
      {editing && <EditTheme classroomId={classroomId} theme={theme} onClose={() => setEditing(false)} />}
    </li>
  );
}

type EditProps = { classroomId: string; theme: Theme; onClose: () => void };

function EditTheme({ classroomId, theme, onClose }: EditProps) {
  const router = useRouter();
  const [nameField, definitionField] = [`name-${theme.id}`, `definition-${theme.id}`];
  // What this teacher had before them when they began, whatever the page is told meanwhile.
  const [before] = useState({ name: theme.name, definition: theme.definition });
  const save = useAction(async (words: { name: string; definition: string }) => {
    await trpc.theme.update.mutate({ classroomId, themeId: theme.id, ...words, before });
    showToast(`${words.name} is saved.`);
    onClose();
    router.refresh();
  });
  const error = useMemo(() => {
    if (!save.error) return null;
    const { name, definition } = save.error.fields;
    const fields = {
      ...(name && { [nameField]: name }),
      ...(definition && { [definitionField]: definition }),
    };
    return { ...save.error, fields };
  }, [save.error, nameField, definitionField]);
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, [nameField, definitionField]);
    await save.run({ name: values[nameField] ?? "", definition: values[definitionField] ?? "" });
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={error} />
      <Field
        name={nameField}
        label="Name"
        defaultValue={theme.name}
        maxLength={THEME_NAME_MAX_CHARS}
        error={error}
        autoFocus
      />
      <Field
        name={definitionField}
        label="What belongs under it"
        defaultValue={theme.definition}
        maxLength={THEME_DEFINITION_MAX_CHARS}
        error={error}
      />
      <div className="brow">
        <Submit pending={save.pending}>
          Save<span className="vh"> ({theme.name})</span>
        </Submit>
        <Button look="link" onClick={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Form>
  );
}
