import type { Metadata } from "next";
import Link from "next/link";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { type Assignment, progressWords, titleOf } from "../_assignments/words";
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
  const { frame, parts, items, nextCursor } = await forPage(to.assignments, (api) =>
    api.assignment.list({ classroomId, ...(cursor ? { cursor } : {}) }),
  );
  const isTeacher = frame.me.role === "teacher";
  return (
    <Shell frame={frame} current="home">
      <main className="leaf wide" id="main">
        <h1>{isTeacher ? "What you ask of the class" : "What is asked of you"}</h1>
        {isTeacher && <ClassLinks classroomId={classroomId} current="assignments" />}
        <ul className="asked">
          {items.map((assignment) => (
            <Line key={assignment.id} assignment={assignment} classroomId={classroomId} />
          ))}
        </ul>
        {items.length === 0 && (
          <p className="lead">
            {isTeacher
              ? "Nothing yet. Ask for notes on a section, and the contents shows when they are due."
              : "Nothing yet. What a teacher asks for stands here, and in the contents beside its section."}
          </p>
        )}
        {nextCursor && (
          <LinkButton look="link" href={`${to.assignments}?cursor=${encodeURIComponent(nextCursor)}`}>
            Earlier ones
          </LinkButton>
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

function Line({ assignment, classroomId }: { assignment: Listed; classroomId: string }) {
  const { done, withdrawnAt, dueAt, isPast } = assignment;
  return (
    <li className={withdrawnAt || isPast ? "over" : undefined}>
      <span className="w">
        <b>
          <Time value={dueAt} form="date" />
        </b>{" "}
        <Time value={dueAt} form="time" />
      </span>
      <span className="t">
        <Link href={classroomPaths(classroomId).assignment(assignment.id)} prefetch={false}>
          {titleOf(assignment)}
        </Link>
        <small>
          {withdrawnAt
            ? "Withdrawn"
            : done
              ? `${done.students} of ${done.of} have done it`
              : progressWords(assignment)}
        </small>
      </span>
    </li>
  );
}
