import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../../../_trpc/server";
import { classroomPaths } from "../../../../../_ui/frame";
import { one, type Search } from "../../../../../_ui/page-data";
import { Shell } from "../../../../../_ui/shell";
import { Time } from "../../../../../_ui/time";
import { termsWords } from "../../../_prompts/terms";
import { ClassLedger } from "./class-ledger";
import "../../../assignments/assignments.css";
import "./class.css";

export const metadata: Metadata = { title: "Who has answered" };

type Props = { params: Promise<{ classroomId: string; assignmentId: string }>; searchParams: Search };

/** Who has answered a question and who has not, for its teachers. */
export default async function LedgerPage({ params, searchParams }: Props) {
  const { classroomId, assignmentId } = await params;
  const cursor = one((await searchParams).cursor);
  const to = classroomPaths(classroomId);
  const { frame, prompt, ...ledger } = await forPage(to.questionClass(assignmentId), (api) =>
    api.prompt.ledger({ classroomId, assignmentId, ...(cursor ? { cursor } : {}) }),
  );
  return (
    <Shell frame={frame} current="questions">
      <main className="leaf wide" id="main">
        <p className="mid">
          <Link className="lnk" href={to.question(assignmentId)} prefetch={false}>
            The question and its answers
          </Link>
        </p>
        <h1>{prompt.title}</h1>
        <p className="lead">
          {prompt.isWithdrawn && "Withdrawn. Students do not see this any more. "}
          {!prompt.isPublished && "A draft. Students do not see it. "}
          Answers due <Time value={prompt.dueAt} form="full" />
          {prompt.repliesDueAt && (
            <>
              , replies <Time value={prompt.repliesDueAt} form="full" />
            </>
          )}
          .
        </p>
        <p className="terms">{termsWords(prompt, prompt.source?.from === "question")}</p>
        {!frame.isArchived && !prompt.isWithdrawn && (
          <p>
            <Link className="lnk" href={to.questionChange(assignmentId)} prefetch={false}>
              Change it, withdraw it, or use it in another class
            </Link>
          </p>
        )}
        <ClassLedger
          key={cursor ?? ""}
          classroomId={classroomId}
          userId={frame.me.userId}
          cursor={cursor ?? null}
          initial={{ prompt, ...ledger }}
          canChange={!frame.isArchived && !prompt.isWithdrawn}
        />
      </main>
    </Shell>
  );
}
