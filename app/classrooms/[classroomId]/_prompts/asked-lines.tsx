import { classroomPaths } from "../../../_ui/frame";
import { SoftLink } from "../../../_ui/soft-link";
import { Time } from "../../../_ui/time";
import { type PromptLine, standingWords } from "./words";
import "./ask.css";

type Props = { classroomId: string; lines: PromptLine[] };

/** Below a question of the guide or a claim: that it is asked, until when, and how it stands. */
export function AskedHere({ classroomId, lines }: Props) {
  const to = classroomPaths(classroomId);
  return lines.map((line) => (
    <p className="askedhere" key={line.id}>
      <SoftLink className="lnk" href={line.isPublished ? to.question(line.id) : to.questionChange(line.id)}>
        {line.isPublished ? "Asked" : "Draft"}
        <span className="vh">: {line.title}</span>
      </SoftLink>
      {line.isPublished && (
        <>
          , {line.isOpen ? "due" : "opens"}{" "}
          <Time value={line.isOpen ? line.dueAt : line.opensAt} form="due" />
        </>
      )}
      . {standingWords(line)}
    </p>
  ));
}
