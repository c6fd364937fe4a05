"use client";

import { useState } from "react";
import { trpc } from "../_trpc/client";
import { Banner } from "../_ui/banner";
import { ErrorSummary } from "../_ui/error-summary";
import { PasswordField } from "../_ui/field";
import { Form, Submit } from "../_ui/form";
import { emptyFields, valuesOf } from "../_ui/forms";
import { signIn } from "../_ui/sign-in";
import { useAction } from "../_ui/use-action";

export function PasswordForm({ username }: { username: string }) {
  const [done, setDone] = useState(false);
  const change = useAction(async (given: { current: string; next: string }) => {
    await trpc.account.changePassword.mutate(given);
    // The old sessions ended with the old password, this one among them.
    await signIn(username, given.next);
    setDone(true);
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    setDone(false);
    const values = valuesOf(form, ["current", "next"] as const);
    const empty = emptyFields(values, {
      current: "Write your password of now.",
      next: "Choose a new password.",
    });
    if (empty) return change.fail(empty);
    await change.run(values);
    if (!document.querySelector(".es, .err")) form.reset();
  };
  return (
    <Form onSubmit={handleSubmit}>
      {done && <Banner kind="done">Your password is changed. Everywhere else you were signed out.</Banner>}
      <ErrorSummary error={change.error} />
      <input
        className="vh"
        type="text"
        name="username"
        value={username}
        autoComplete="username"
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <PasswordField
        name="current"
        label="Password of now"
        error={change.error}
        autoComplete="current-password"
      />
      <PasswordField
        name="next"
        label="New password"
        hint="At least eight characters. A few words in a row are easy to keep."
        error={change.error}
        autoComplete="new-password"
      />
      <Submit look="line" pending={change.pending}>
        {change.pending ? "Changing it" : "Change the password"}
      </Submit>
    </Form>
  );
}
