"use client";

import Link from "next/link";
import { useEffect, useMemo, useState } from "react";
import { trpc } from "../_trpc/client";
import { type ActionError, actionError } from "../_ui/action-error";
import { ErrorSummary } from "../_ui/error-summary";
import { Field } from "../_ui/field";
import { Form, Submit } from "../_ui/form";
import { emptyFields, valuesOf } from "../_ui/forms";
import { Monogram } from "../_ui/monogram";
import { NewAccountFields } from "../_ui/new-account-fields";
import { signIn } from "../_ui/sign-in";
import { useAction } from "../_ui/use-action";
import { type Preview, usePreview } from "./use-preview";

type Given = { code: string; name: string; username: string; password: string };

/** Code, name, and for somebody new a user name and a password: nothing more is asked. */
export function JoinForm({ code, me }: { code: string; me: { name: string } | null }) {
  const [typed, setTyped] = useState(code);
  const { preview, problem } = usePreview(typed);
  // What was written before the page came alive counts too.
  useEffect(() => {
    const early = document.querySelector<HTMLInputElement>("#code")?.value;
    if (early) setTyped(early);
  }, []);
  const join = useAction(async (given: Given) => {
    const account = me ? {} : { username: given.username, password: given.password };
    const joined = await trpc.classroom.join.mutate({ code: given.code, name: given.name, ...account });
    if (!me) await signIn(joined.username, given.password);
    location.assign(`/classrooms/${joined.classroomId}`);
  });
  // The same object while the error is the same: a new one would take the focus again.
  const refusal = useMemo(() => byField(join.error), [join.error]);
  const error = refusal ?? byField(problem);

  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["code", "name", "username", "password"] as const);
    const account = me ? {} : { username: "Write a user name.", password: "Choose a password." };
    const empty = emptyFields(values, {
      code: "Write the class code.",
      name: "Write your name.",
      ...account,
    });
    if (empty) join.fail(empty);
    else await join.run(values);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={refusal} />
      <Field
        name="code"
        label="Class code"
        hint="Eight letters and numbers, from your teacher’s board."
        error={error}
        className="code"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          if (join.error) join.fail(null);
        }}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
      />
      <div role="status">{preview && <FoundClass preview={preview} />}</div>
      {me ? (
        <Field
          name="name"
          label="Your name in this class"
          error={error}
          defaultValue={me.name}
          maxLength={60}
        />
      ) : (
        <NewAccountFields error={error} nameLabel="Your name in this class" />
      )}
      <Submit pending={join.pending}>{join.pending ? "Joining" : "Join the class"}</Submit>
      <p className="alt">
        {!me && (
          <span>
            Been here before?{" "}
            <Link
              className="lnk"
              href={`/sign-in?next=${encodeURIComponent(nextOf(typed))}`}
              prefetch={false}
            >
              Sign in
            </Link>
          </span>
        )}
        <span>
          Your classmates see your name and what you write.{" "}
          <Link className="lnk" href="/privacy" prefetch={false}>
            Who can see what
          </Link>
        </span>
      </p>
    </Form>
  );
}

function FoundClass({ preview }: { preview: Preview }) {
  return (
    <div className="cls1">
      <Monogram name={preview.teacherName} kind="teacher" />
      <div>
        <b>{preview.name}</b>
        <small>
          {preview.teacherName}, reading {preview.guideTitle}
        </small>
      </div>
    </div>
  );
}

/** A refusal about the class itself belongs beside the code, where it can be mended. */
function byField(error: ActionError | null): ActionError | null {
  if (!error || Object.keys(error.fields).length > 0) return error;
  if (error.code !== "NOT_FOUND" && error.code !== "CLOSED" && error.code !== "RATE_LIMITED") return error;
  return actionError(error.code, error.message, { code: error.message });
}

function nextOf(typed: string): string {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return code ? `/join/${code}` : "/join";
}
