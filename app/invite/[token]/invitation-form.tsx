"use client";

import { trpc } from "../../_trpc/client";
import { ErrorSummary } from "../../_ui/error-summary";
import { Form, Submit } from "../../_ui/form";
import { emptyFields, valuesOf } from "../../_ui/forms";
import { NewAccountFields } from "../../_ui/new-account-fields";
import { signIn } from "../../_ui/sign-in";
import { useAction } from "../../_ui/use-action";

type Given = { name: string; username: string; password: string };

export function InvitationForm({ token }: { token: string }) {
  const accept = useAction(async (given: Given) => {
    await trpc.account.acceptInvitation.mutate({ token, ...given });
    await signIn(given.username, given.password);
    location.assign("/classrooms/new");
  });
  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["name", "username", "password"] as const);
    const empty = emptyFields(values, {
      name: "Write your name.",
      username: "Write a user name.",
      password: "Choose a password.",
    });
    if (empty) accept.fail(empty);
    else await accept.run(values);
  };
  return (
    <Form onSubmit={handleSubmit}>
      <ErrorSummary error={accept.error} />
      <NewAccountFields error={accept.error} nameLabel="Your name" />
      <Submit pending={accept.pending}>{accept.pending ? "Making your account" : "Make my account"}</Submit>
    </Form>
  );
}
