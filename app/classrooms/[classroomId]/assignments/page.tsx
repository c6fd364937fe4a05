import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { WatchAsked } from "../_assignments/watch-asked";
import { type Assignment, progressWords, titleOf } from "../_assignments/words";
import { everyPrompt } from "../_prompts/every-prompt";
import { type PromptLine, standingWords } from "../_prompts/words";
import { ClassLinks } from "../members/class-links";
import { ReadingForm } from "./reading-form";
import "../settings/settings.css";
import "./assignments.css";

export const metadata: Metadata = { title: "What is asked" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function AssignmentsPage({ params, searchParams }: Props) {
  const { classroomId } = await params;
  const cursor = one((await searchParams).cursor);
  const to = classroomPaths(classroomId);
  const {
    frame,
    cursor: live,
    parts,
    items,
    nextCursor,
    prompts,
  } = await forPage(to.assignments, async (api) => ({
    ...(await api.assignment.list({ classroomId, ...(cursor ? { cursor } : {}) })),
    // The questions are few enough to stand on the first page, each at its place.
    prompts: cursor ? [] : await everyPrompt(api, classroomId),
  }));
  const lines = byDeadline([
    ...items.map((reading) => ({ ...reading, kind: "reading" as const })),
    ...prompts.map((prompt) => ({ ...prompt, kind: "question" as const })),
  ]);
  const isTeacher = frame.me.role === "teacher";
  return (
    <Shell frame={frame} current="home">
      <WatchAsked classroomId={classroomId} userId={frame.me.userId} cursor={live} />
      <main className="leaf wide" id="main">
        <h1>{isTeacher ? "What you ask of the class" : "What is asked of you"}</h1>
        {isTeacher && <ClassLinks classroomId={classroomId} current="assignments" />}
        <ul className="asked">
          {lines.map((line) => (
            <Line key={line.id} line={line} classroomId={classroomId} />
          ))}
        </ul>
        {lines.length === 0 && (
          <p className="lead">
            {isTeacher
              ? "Nothing yet. Set a question of the guide, or ask for notes on a section."
              : "Nothing yet. What a teacher asks for stands here."}
          </p>
        )}
        {nextCursor && (
          <LinkButton look="link" href={`${to.assignments}?cursor=${encodeURIComponent(nextCursor)}`}>
            Earlier ones
          </LinkButton>
        )}
        {isTeacher && !frame.isArchived && (
          <section aria-labelledby="question">
            <h2 id="question">Ask a question</h2>
            <p>
              <Link className="lnk" href={to.questions} prefetch={false}>
                Choose one of the guide’s, or write your own
              </Link>
            </p>
          </section>
        )}
        {isTeacher && !frame.isArchived && (
          <section aria-labelledby="ask">
            <h2 id="ask">Ask for notes</h2>
            <ReadingForm classroomId={classroomId} parts={parts} />
          </section>
        )}
      </main>
    </Shell>
  );
}

type Listed = Assignment & { done: { students: number; of: number } | null };
type OneLine = ({ kind: "reading" } & Listed) | ({ kind: "question" } & PromptLine);

const isOver = (line: OneLine) => line.isPast || (line.kind === "reading" && line.withdrawnAt !== null);

/** What is due soonest first, then what is over, the latest first. */
const byDeadline = (lines: OneLine[]): OneLine[] =>
  lines.sort(
    (one, other) =>
      Number(isOver(one)) - Number(isOver(other)) ||
      (Date.parse(one.dueAt) - Date.parse(other.dueAt)) * (isOver(one) ? -1 : 1),
  );

function Line({ line, classroomId }: { line: OneLine; classroomId: string }) {
  const to = classroomPaths(classroomId);
  const { dueAt } = line;
  const isDraft = line.kind === "question" && !line.isPublished;
  const href =
    line.kind === "reading"
      ? to.assignment(line.id)
      : isDraft
        ? to.questionChange(line.id)
        : to.question(line.id);
  return (
    <li className={isOver(line) ? "over" : undefined}>
      <span className="w">
        <b>
          <Time value={dueAt} form="date" />
        </b>{" "}
        <Time value={dueAt} form="time" />
      </span>
      <span className="t">
        <Link href={href} prefetch={false}>
          {line.kind === "reading" ? titleOf(line) : line.title}
        </Link>
        <small>{line.kind === "reading" ? readingWords(line) : standingWords(line)}</small>
        {line.kind === "question" && line.done && line.isPublished && (
          <small>
            <Link className="lnk" href={to.questionClass(line.id)} prefetch={false}>
              Who has answered<span className="vh">: {line.title}</span>
            </Link>
          </small>
        )}
      </span>
    </li>
  );
}

function readingWords(reading: Listed): string {
  if (reading.withdrawnAt) return "Withdrawn";
  const { done } = reading;
  return done ? `${done.students} of ${done.of} have done it` : progressWords(reading);
}
