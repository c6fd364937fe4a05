"use client";

import Link from "next/link";
import { useEffect } from "react";
import { Banner } from "../_ui/banner";
import { Button } from "../_ui/button";
import { ErrorSummary } from "../_ui/error-summary";
import { Field, PasswordField } from "../_ui/field";
import { Form, Submit } from "../_ui/form";
import { emptyFields, valuesOf } from "../_ui/forms";
import { refusalError, signIn, signInElsewhere } from "../_ui/sign-in";
import { useAction } from "../_ui/use-action";

type SignInFormProps = {
  next: string;
  providers: { id: string; name: string }[];
  /** The code in the address after another house sent the person back. */
  refusal: string | null;
  ended: boolean;
};

export function SignInForm({ next, providers, refusal, ended }: SignInFormProps) {
  const enter = useAction(async (given: { username: string; password: string }) => {
    await signIn(given.username, given.password);
    location.assign(next);
  });
  const elsewhere = useAction((id: string) => signInElsewhere(id, next));
  const { fail } = enter;
  useEffect(() => {
    if (refusal) fail(refusalError(refusal));
  }, [refusal, fail]);

  const handleSubmit = async (form: HTMLFormElement) => {
    const values = valuesOf(form, ["username", "password"] as const);
    const empty = emptyFields(values, {
      username: "Write your user name.",
      password: "Write your password.",
    });
    if (empty) enter.fail(empty);
    else await enter.run(values);
  };
  return (
    <Form onSubmit={handleSubmit}>
      {ended && (
        <Banner kind="ended">
          You were signed out. Your draft is safe on this device. Sign in to go on.
        </Banner>
      )}
      <ErrorSummary error={enter.error ?? elsewhere.error} />
      <Field
        name="username"
        label="User name"
        error={enter.error}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <PasswordField name="password" label="Password" error={enter.error} autoComplete="current-password" />
      <Submit pending={enter.pending}>{enter.pending ? "Signing in" : "Sign in"}</Submit>
      {providers.length > 0 && (
        <div className="also">
          {providers.map((provider) => (
            <Button
              key={provider.id}
              look="line"
              pending={elsewhere.pending}
              onClick={() => elsewhere.run(provider.id)}
            >
              Sign in with {provider.name}
            </Button>
          ))}
        </div>
      )}
      <p className="alt">
        <span>
          New here, with a class code?{" "}
          <Link className="lnk" href="/join" prefetch={false}>
            Join your class
          </Link>
        </span>
        <span>
          <Link className="lnk" href="/forgotten" prefetch={false}>
            Forgotten your password?
          </Link>
        </span>
      </p>
    </Form>
  );
}
