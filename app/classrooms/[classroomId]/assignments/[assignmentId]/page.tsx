import type { Metadata } from "next";
import Link from "next/link";
import { standingOf } from "#domain/tally";
import { forPage } from "../../../../_trpc/server";
import { LinkButton } from "../../../../_ui/button";
import { classroomPaths } from "../../../../_ui/frame";
import { LockIcon } from "../../../../_ui/icons";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { Time } from "../../../../_ui/time";
import { numberWords } from "../../../../_ui/words";
import { type Assignment, firstOf, ruleWords, tallyWords, titleOf } from "../../_assignments/words";
import { ChangeAssignment } from "./change-assignment";
import "../assignments.css";

export const metadata: Metadata = { title: "Asked of the class" };

type Props = {
  params: Promise<{ classroomId: string; assignmentId: string }>;
  searchParams: Search;
};

export default async function AssignmentPage({ params, searchParams }: Props) {
  const { classroomId, assignmentId } = await params;
  const cursor = one((await searchParams).cursor);
  const to = classroomPaths(classroomId);
  const { frame, assignment, ledger, parts } = await forPage(to.assignment(assignmentId), async (api) => {
    const got = await api.assignment.get({ classroomId, assignmentId });
    if (got.frame.me.role !== "teacher") return { ...got, ledger: null, parts: [] };
    const on = { classroomId, assignmentId, ...(cursor ? { cursor } : {}) };
    return {
      ...got,
      ledger: await api.assignment.ledger(on),
      parts: (await api.assignment.list({ classroomId })).parts,
    };
  });
  const { dueAt, isPast, teacherName, instructions, withdrawnAt } = assignment;
  const first = firstOf(assignment);
  const canChange = ledger !== null && !frame.isArchived && withdrawnAt === null;
  return (
    <Shell frame={frame} current="home">
      <main className="leaf wide" id="main">
        <p className="mid">
          <Link className="lnk" href={to.assignments} prefetch={false}>
            {ledger ? "What you ask of the class" : "What is asked of you"}
          </Link>
        </p>
        <h1>{titleOf(assignment)}</h1>
        <p className="lead">
          {withdrawnAt ? "Withdrawn. Students do not see this any more." : null} {teacherName}{" "}
          {isPast ? "asked" : "asks"} for this by <Time value={dueAt} form="full" />.
        </p>
        {instructions && <p className="taskwords">{instructions}</p>}
        {assignment.tally && (
          <section aria-labelledby="mine">
            <h2 id="mine">Yours</h2>
            <p className="mytally">{tallyWords(assignment)}</p>
            {first && first.opensAt === null && (
              <LinkButton href={to.section(first.path)}>Go to {first.title}</LinkButton>
            )}
          </section>
        )}
        <Rule assignment={assignment} classroomId={classroomId} isTeacher={ledger !== null} />
        {ledger && <Ledger assignment={assignment} ledger={ledger} here={to.assignment(assignmentId)} />}
        {canChange && <ChangeAssignment classroomId={classroomId} assignment={assignment} parts={parts} />}
      </main>
    </Shell>
  );
}

type RuleProps = { assignment: Assignment; classroomId: string; isTeacher: boolean };

function Rule({ assignment, classroomId, isTeacher }: RuleProps) {
  const to = classroomPaths(classroomId);
  return (
    <section aria-labelledby="rule">
      <h2 id="rule">What counts</h2>
      <p>
        {ruleWords(assignment)}, written since <Time value={assignment.opensAt} form="full" /> on{" "}
        {assignment.sections.length === 1 ? "this section" : "any of these sections"}. Notes that{" "}
        {isTeacher ? "only their writer" : "only you"} can see do not count, nor what is removed or hidden.
        Later ones count as late.
      </p>
      <ul className="onsections">
        {assignment.sections.map(({ id, path, title, opensAt }) => (
          <li key={id}>
            <Link className="lnk" href={to.section(path)} prefetch={false}>
              {title}
            </Link>
            {opensAt && (
              <small className="quiet">
                <LockIcon /> {isTeacher ? "Students: opens" : "Opens"} <Time value={opensAt} form="full" />
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type LedgerProps = {
  assignment: Assignment;
  here: string;
  ledger: {
    lines: { userId: string; name: string; tally: NonNullable<Assignment["tally"]> }[];
    total: number;
    inTime: number;
    late: number;
    nextCursor: string | null;
  };
};

/** Who has written what: counts, not marks. */
function Ledger({ assignment, ledger, here }: LedgerProps) {
  const { lines, total, inTime, late, nextCursor } = ledger;
  const done = inTime + late;
  return (
    <section aria-labelledby="ledger">
      <h2 id="ledger">
        {total === 0
          ? "Nobody has joined yet"
          : `${numberWords(done, true)} of ${numberWords(total)} ${done === 1 ? "has" : "have"} done it`}
        {late > 0 ? `, ${numberWords(late)} of them late` : ""}
      </h2>
      {lines.length > 0 && (
        <table className="ledger">
          <caption className="vh">Notes of each student</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Notes</th>
              <th scope="col">Last one</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ userId, name, tally }) => {
              const isDone = standingOf(tally, assignment.notesMin) !== "open";
              return (
                <tr key={userId}>
                  <th scope="row">{name}</th>
                  <td className={isDone ? "done" : undefined}>
                    {tallyWords({ ...assignment, isPast: false, tally })}
                  </td>
                  <td className="last">{tally.lastAt && <Time value={tally.lastAt} form="ago" />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {nextCursor && (
        <LinkButton look="link" href={`${here}?cursor=${encodeURIComponent(nextCursor)}`}>
          More students
        </LinkButton>
      )}
    </section>
  );
}
