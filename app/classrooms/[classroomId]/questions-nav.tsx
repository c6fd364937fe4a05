import { classroomPaths } from "../../_ui/frame";
import { SoftLink } from "../../_ui/soft-link";
import "./questions-nav.css";

type QuestionsNavProps = { classroomId: string; current: "questions" | "claims" | "claim" };

/** The two lists of what a class can argue over. */
export function QuestionsNav({ classroomId, current }: QuestionsNavProps) {
  const to = classroomPaths(classroomId);
  return (
    <nav className="subnav" aria-label="To argue over">
      <SoftLink href={to.questions} aria-current={current === "questions" ? "page" : undefined}>
        Questions
      </SoftLink>
      <SoftLink
        href={to.claims}
        aria-current={current === "claims" ? "page" : current === "claim" ? "true" : undefined}
      >
        Claims to test
      </SoftLink>
    </nav>
  );
}
