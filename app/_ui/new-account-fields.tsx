"use client";

import { useState } from "react";
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
  const handleNameLeft = (name: string) => {
    if (!mine && name.trim()) setUsername(proposeUsername(name));
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
        onBlur={(event) => handleNameLeft(event.target.value)}
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
