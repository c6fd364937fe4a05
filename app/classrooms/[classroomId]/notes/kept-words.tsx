import { classroomPaths } from "../../../_ui/frame";
import { SoftLink } from "../../../_ui/soft-link";
import { Time } from "../../../_ui/time";

type Kept = {
  id: string;
  debateId: string;
  motion: string;
  isWithdrawn: boolean;
  kind: "claim" | "rebuttal" | "concession";
  text: string;
  passages: { sectionId: string; start: number; exact: string }[];
  keptAt: string;
};

type KeptWordsProps = { classroomId: string; kept: Kept[] };

/** What debates have left with their writer when a phase closed on it. It is gone on with on the debate's page. */
export function KeptWords({ classroomId, kept }: KeptWordsProps) {
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="kept-words">
      <h2 id="kept-words">Kept from debates</h2>
      <p className="st">A phase closed before this was posted. Nobody else sees it.</p>
      <ol className="passages">
        {kept.map((one) => (
          <li key={one.id}>
            <KeptLine classroomId={classroomId} one={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const KINDS = { claim: "Claim", rebuttal: "Answer", concession: "Concession" };

function KeptLine({ classroomId, one }: { classroomId: string; one: Kept }) {
  const href = classroomPaths(classroomId).debate(one.debateId);
  return (
    <article>
      <p className="words">{one.text}</p>
      {one.passages.map(({ sectionId, start, exact }) => (
        <blockquote className="ev" key={`${sectionId} ${start} ${exact}`}>
          <span className="plain">{exact}</span>
        </blockquote>
      ))}
      <p className="by">
        <b>{KINDS[one.kind]}, not posted</b>
        {one.isWithdrawn ? (
          <span>Withdrawn: {one.motion}</span>
        ) : (
          <SoftLink href={href}>{one.motion}</SoftLink>
        )}
        <Time value={one.keptAt} />
      </p>
    </article>
  );
}
