import { WarningIcon } from "../../../_ui/icons";

/** One sentence on what is wrong, beside what it is about. */
export function Problem({ id, problem }: { id: string; problem: string | undefined }) {
  if (!problem) return null;
  return (
    <p className="msg" id={`${id}-error`}>
      <WarningIcon />
      <span>{problem}</span>
    </p>
  );
}
