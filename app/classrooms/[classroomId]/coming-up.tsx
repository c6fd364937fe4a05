import type { Route } from "next";
import Link from "next/link";
import { owes } from "#domain/prompt";
import { classroomPaths } from "../../_ui/frame";
import { Time } from "../../_ui/time";
import { type Assignment, isOpen, progressWords, ruleWords, titleOf } from "./_assignments/words";
import { actionWords, type QuestionDue, standingWords } from "./home-questions";

type ComingProps = {
  due: Assignment[];
  questions: QuestionDue[];
  classroomId: string;
  role: "teacher" | "student";
};

type Line = {
  id: string;
  dueAt: string;
  title: string;
  words: string;
  href: Route;
  action: string;
  isDone: boolean;
};

/** What is asked of the class, by its deadline: questions, and notes on what is read. */
export function ComingUp({ due, questions, classroomId, role }: ComingProps) {
  const to = classroomPaths(classroomId);
  const isTeacher = role === "teacher";
  const lines = linesOf({ due, questions, classroomId, role });
  if (lines.length === 0 && !isTeacher) return null;
  return (
    <section className="then due" aria-labelledby="coming-up">
      <h2 id="coming-up">Coming up</h2>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <ComingLine key={line.id} line={line} />
          ))}
        </ul>
      )}
      <p className="all">
        {isTeacher && (
          <Link className="lnk" href={to.questions} prefetch={false}>
            Ask a question
          </Link>
        )}
        <Link className="lnk" href={to.assignments} prefetch={false}>
          {isTeacher ? "Ask for notes" : "Everything asked so far"}
        </Link>
      </p>
    </section>
  );
}

function ComingLine({ line }: { line: Line }) {
  return (
    <li className={line.isDone ? "done" : undefined}>
      <span className="w">
        <b>
          <Time value={line.dueAt} form="date" />
        </b>{" "}
        <Time value={line.dueAt} form="time" />
      </span>
      <span className="t">
        {line.title}
        <small>{line.words}</small>
      </span>
      <Link className="lnk" href={line.href} prefetch={false}>
        {line.action}
        <span className="vh">: {line.title}</span>
      </Link>
    </li>
  );
}

function linesOf({ due, questions, classroomId, role }: ComingProps): Line[] {
  const to = classroomPaths(classroomId);
  const isTeacher = role === "teacher";
  const readings = due.map((one) => ({
    id: one.id,
    dueAt: one.dueAt,
    title: titleOf(one),
    words: isTeacher ? ruleWords(one) : progressWords(one),
    href: to.assignment(one.id),
    action: isTeacher ? "Who has done it" : "See what is asked",
    isDone: one.isPast || (!isTeacher && !isOpen(one)),
  }));
  const asked = questions.map((one) => ({
    id: one.id,
    dueAt: one.dueAt,
    title: one.title,
    words: standingWords(one),
    href: isTeacher ? to.questionClass(one.id) : to.question(one.id),
    action: actionWords(one),
    isDone: isTeacher ? one.isPast : owes(one) === null,
  }));
  return [...readings, ...asked].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}
