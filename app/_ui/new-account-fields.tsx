"use client";

import { useEffect, useState } from "react";
import { proposeUsername, USERNAME_MAX_CHARS } from "#domain/username";
import type { ActionError } from "./action-error";
import { Field, PasswordField } from "./field";

type NewAccountFieldsProps = {
  error: ActionError | null;
  nameLabel: string;
  nameHint?: string;
  defaultName?: string;
};

/** Name, user name and password of somebody new. The user name is proposed from the name until it is written over. */
export function NewAccountFields({ error, nameLabel, nameHint, defaultName }: NewAccountFieldsProps) {
  const [username, setUsername] = useState("");
  const [mine, setMine] = useState(false);
  // What was written before the page came alive counts too.
  useEffect(() => {
    const typed = document.querySelector<HTMLInputElement>("#username")?.value ?? "";
    const name = document.querySelector<HTMLInputElement>("#name")?.value ?? "";
    setMine(typed !== "");
    setUsername(typed || (name.trim() ? proposeUsername(name) : ""));
  }, []);
  // While the name is being written, so that nothing changes under the fingers in the next field.
  const handleNameChange = (name: string) => {
    if (!mine) setUsername(name.trim() ? proposeUsername(name) : "");
  };
  return (
    <>
      <Field
        name="name"
        label={nameLabel}
        hint={nameHint}
        error={error}
        autoComplete="name"
        defaultValue={defaultName}
        maxLength={60}
        onChange={(event) => handleNameChange(event.target.value)}
      />
      <Field
        name="username"
        label="User name"
        hint="You sign in with this. Keep it somewhere."
        error={error}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={USERNAME_MAX_CHARS}
        value={username}
        onChange={(event) => {
          setMine(event.target.value !== "");
          setUsername(event.target.value);
        }}
      />
      <PasswordField
        name="password"
        label="Password"
        hint="At least eight characters. A few words in a row are easy to keep."
        error={error}
        autoComplete="new-password"
      />
    </>
  );
}
