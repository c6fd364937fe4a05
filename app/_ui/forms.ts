import { type ActionError, actionError } from "./action-error";

/** Reads a form into trimmed strings; passwords stay as typed. */
export function valuesOf<Name extends string>(
  form: HTMLFormElement,
  names: readonly Name[],
): Record<Name, string> {
  const data = new FormData(form);
  const read = (name: Name) => {
    const value = data.get(name);
    if (typeof value !== "string") return "";
    return /password|current|next/.test(name) ? value : value.trim();
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>;
}

/** Says which fields were left empty, or null when none was. */
export function emptyFields<Name extends string>(
  values: Record<Name, string>,
  sentences: Partial<Record<Name, string>>,
): ActionError | null {
  const fields: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(sentences) as [Name, string][]) {
    if (!values[name]) fields[name] = sentence;
  }
  return Object.keys(fields).length > 0 ? actionError("INVALID", undefined, fields) : null;
}
