import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { forPage } from "../../../../../_trpc/server";
import { classroomPaths } from "../../../../../_ui/frame";
import { Shell } from "../../../../../_ui/shell";
import { SoftLink } from "../../../../../_ui/soft-link";
import { WithdrawSection } from "../../../_assignments/withdraw";
import { ChangeTerms } from "./change-terms";
import "../../../_prompts/ask.css";
import "../../../settings/settings.css";
import "../../new/setup.css";

export const metadata: Metadata = { title: "Change the debate" };

type Props = { params: Promise<{ classroomId: string; debateId: string }> };

/** What its teacher may do with a debate beside its clock: say it otherwise before it begins, and take it back. */
export default async function ChangeDebatePage({ params }: Props) {
  const { classroomId, debateId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, debate } = await forPage(to.debateChange(debateId), (api) =>
    api.debate.get({ classroomId, debateId }),
  );
  if (frame.me.role !== "teacher") notFound();
  const isOpen = !frame.isArchived && !debate.isWithdrawn;
  const isWaiting = isOpen && debate.state === "waiting";
  const hasVotes = debate.phases.some(({ kind }) => kind === "entry_vote");
  return (
    <Shell frame={frame} current="debates">
      <main className="leaf wide" id="main">
        <p className="mid">
          <SoftLink className="lnk" href={to.debate(debateId)}>
            Back to the debate
          </SoftLink>
        </p>
        <h1>{isWaiting ? "Change the debate" : debate.motion}</h1>
        <p className="lead">
          {leadWords({ isWithdrawn: debate.isWithdrawn, isWaiting, hasVotes, ...frame })}
        </p>
        {isWaiting && (
          <section aria-label="Terms">
            <ChangeTerms key={debate.version} classroomId={classroomId} debate={debate} />
          </section>
        )}
        {isOpen && (
          <WithdrawSection
            classroomId={classroomId}
            assignmentId={debateId}
            what="debate"
            means="Its clock stops for good. You cannot open it again; set up another instead."
            to={to.debates}
          >
            Students do not see it any more, nor what was said in it; each keeps their own words in My notes.
            {hasVotes && " Its ballots are sealed, and no vote of it is ever told."}
          </WithdrawSection>
        )}
      </main>
    </Shell>
  );
}

type Facts = { isWithdrawn: boolean; isArchived: boolean; isWaiting: boolean; hasVotes: boolean };

function leadWords({ isWithdrawn, isArchived, isWaiting, hasVotes }: Facts): string {
  if (isWithdrawn) return "Withdrawn. Students do not see this any more.";
  if (isArchived) return "This class is over, so nothing is changed in it.";
  if (!isWaiting) return "This debate has begun, so its terms stay as the class knows them.";
  return hasVotes
    ? "Nobody has spoken yet. How votes are told stays as you set it up: the class may have read that."
    : "Nobody has spoken yet.";
}
