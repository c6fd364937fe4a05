"use client";

import { trpc } from "../_trpc/client";
import { ErrorSummary } from "../_ui/error-summary";
import { Field } from "../_ui/field";
import { Form, Submit } from "../_ui/form";
import { emptyFields, valuesOf } from "../_ui/forms";
import { NewAccountFields } from "../_ui/new-account-fields";
import { signIn } from "../_ui/sign-in";
import { useAction } from "../_ui/use-action";

type Given = { code: string; name: string; username: string; password: string };

export function SetUpForm({ code }: { code: string }) {
  const begin = useAction(async (given: Given) => {
    await trpc.account.setup.mutate(given);
    await signIn(given.username, given.password);
    location.assign("/classrooms/new");
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["code", "name", "username", "password"] as const);
    const empty = emptyFields(values, {
      code: "Write the set-up code.",
      name: "Write your name.",
      username: "Write a user name.",
      password: "Choose a password.",
    });
    if (empty) begin.fail(empty);
    else await begin.run(values);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={begin.error} />
      <Field
        name="code"
        label="Set-up code"
        hint="It was printed where Commonplace was started, with the address."
        error={begin.error}
        defaultValue={code}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <NewAccountFields error={begin.error} nameLabel="Your name" />
      <Submit pending={begin.pending}>{begin.pending ? "Making your account" : "Make my account"}</Submit>
    </Form>
  );
}
