import { WarningIcon } from "../../../../_ui/icons";

/** What is wrong with a text, beside its field. */
export function Problem({ id, sentence }: { id?: string; sentence: string }) {
  return (
    <p className="msg" id={id} role="alert">
      <WarningIcon />
      <span>{sentence}</span>
    </p>
  );
}
