import { classroomPaths } from "../../../_ui/frame";
import { SoftLink } from "../../../_ui/soft-link";

type TranscriptProps = { classroomId: string; id: string; motion: string };

/** The ways to keep the whole of a debate. */
export function Transcript({ classroomId, id, motion }: TranscriptProps) {
  const to = classroomPaths(classroomId);
  const of = <span className="vh"> the transcript of: {motion}</span>;
  return (
    <p className="how">
      <SoftLink className="lnk" href={to.debatePrint(id)}>
        Print{of}
      </SoftLink>
      <a className="lnk" href={`${to.transcript(id)}?format=md`} download>
        Save as Markdown{of}
      </a>
      <a className="lnk" href={`${to.transcript(id)}?format=csv`} download>
        Save as a table (CSV){of}
      </a>
    </p>
  );
}
