import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../../../_trpc/server";
import { classroomPaths } from "../../../../../_ui/frame";
import { Shell } from "../../../../../_ui/shell";
import { numberWords } from "../../../../../_ui/words";
import { WithdrawSection } from "../../../_assignments/withdraw";
import { ruleOf } from "../../../_prompts/terms";
import { ChangeForm } from "./change-form";
import { UseElsewhere } from "./use-elsewhere";
import "../../../settings/settings.css";

export const metadata: Metadata = { title: "Change the question" };

type Props = { params: Promise<{ classroomId: string; assignmentId: string }> };

/** What its teacher may do with a question: change it, ask what is a draft, take it back, use it elsewhere. */
export default async function ChangePage({ params }: Props) {
  const { classroomId, assignmentId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, prompt, total } = await forPage(to.questionChange(assignmentId), (api) =>
    api.prompt.ledger({ classroomId, assignmentId }),
  );
  const canChange = !frame.isArchived && !prompt.isWithdrawn;
  const others = frame.classrooms.filter(({ id }) => id !== classroomId);
  return (
    <Shell frame={frame} current="questions">
      <main className="leaf wide changing" id="main">
        <p className="mid">
          <Link className="lnk" href={to.questionClass(assignmentId)} prefetch={false}>
            Who has answered
          </Link>
        </p>
        <h1>{prompt.isPublished ? "Change the question" : "A draft"}</h1>
        <p className="lead">
          {prompt.isWithdrawn && "Withdrawn. Students do not see this any more. "}
          {prompt.isForAll
            ? "It is for the whole class."
            : `It is for ${total === 1 ? "one student" : `${numberWords(total)} students`}.`}{" "}
          {prompt.waiting > 0 &&
            `${numberWords(prompt.waiting, true)} ${prompt.waiting === 1 ? "has" : "have"} answered. What is handed in stays handed in, whatever you ask from now on.`}
        </p>
        {canChange && (
          <section aria-label="Terms">
            <ChangeForm
              classroomId={classroomId}
              assignmentId={assignmentId}
              initial={ruleOf(prompt)}
              isPublished={prompt.isPublished}
              hasGuideAnswer={prompt.source?.from === "question"}
            />
          </section>
        )}
        {others.length > 0 && (
          <UseElsewhere terms={ruleOf(prompt)} source={sourceOf(prompt.source)} classes={others} />
        )}
        {canChange && (
          <WithdrawSection
            classroomId={classroomId}
            assignmentId={assignmentId}
            what="question"
            means="Students do not see it any more. You cannot set it out again; ask it anew instead."
            to={to.questions}
          >
            Students do not see it any more, nor what was answered. What they wrote stays with you.
          </WithdrawSection>
        )}
      </main>
    </Shell>
  );
}

const sourceOf = (source: { from: "question" | "claim"; key: string } | null) =>
  source ? { from: source.from, key: source.key } : { from: "own" as const };
