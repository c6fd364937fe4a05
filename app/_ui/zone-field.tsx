"use client";

import type { ReactNode } from "react";
import type { ActionError } from "./action-error";
import { useClock } from "./clock";
import { SelectField } from "./field";

type ZoneFieldProps = {
  /** The zones the server knows. */
  names: string[];
  /** The one that is set; null proposes the browser's. */
  set: string | null;
  hint: ReactNode;
  error: ActionError | null;
  disabled?: boolean;
};

/** Chooses whose clocks the class keeps time by. */
export function ZoneField({ names, set, ...field }: ZoneFieldProps) {
  const { own } = useClock();
  const proposed = set ?? own ?? "UTC";
  const all = names.includes(proposed) ? names : [...names, proposed];
  return (
    <SelectField
      // A browser that has not been here before says its zone a moment later.
      key={proposed}
      name="timeZone"
      label="Time zone of the class"
      defaultValue={proposed}
      options={all.map((name) => ({ value: name, ...wordsOf(name) }))}
      {...field}
    />
  );
}

/** "London" among "Europe"; "Buenos Aires, Argentina" among "America". */
function wordsOf(name: string): { label: string; group: string } {
  const [group, ...rest] = name.replaceAll("_", " ").split("/");
  if (rest.length === 0) return { label: name, group: "No place" };
  return { label: rest.reverse().join(", "), group: group ?? "" };
}
