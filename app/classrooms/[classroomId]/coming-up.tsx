import type { Route } from "next";
import Link from "next/link";
import { owes } from "#domain/prompt";
import { classroomPaths } from "../../_ui/frame";
import { Time } from "../../_ui/time";
import { type Assignment, isOpen, progressWords, ruleWords, titleOf } from "./_assignments/words";
import { type DebateLine, isOn, sideWords, stateWords } from "./debates/debate-words";
import { actionWords, type QuestionDue, standingWords } from "./home-questions";

type ComingProps = {
  due: Assignment[];
  questions: QuestionDue[];
  debates: DebateLine[];
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

/** What is asked of the class, by its deadline: questions, notes on what is read, and debates. */
export function ComingUp({ due, questions, debates, classroomId, role }: ComingProps) {
  const to = classroomPaths(classroomId);
  const isTeacher = role === "teacher";
  const lines = linesOf({ due, questions, debates, classroomId, role });
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
        {isTeacher && (
          <Link className="lnk" href={to.newDebate()} prefetch={false}>
            Set up a debate
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

function linesOf({ due, questions, debates, classroomId, role }: ComingProps): Line[] {
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
  const held = debates.flatMap((one) => debateLine(one, to.debate(one.id)));
  return [...readings, ...asked, ...held].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** A debate that is on, by the end of its phase, or that opens on a day. A lesson's waits for its teacher to begin it. */
function debateLine(one: DebateLine, href: Route): Line[] {
  const dueAt = isOn(one) ? one.endsAt : one.state === "waiting" && one.pace === "dated" ? one.opensAt : null;
  if (dueAt === null) return [];
  const words = isOn(one) ? `Debate. ${stateWords(one)}.` : "Debate. It opens then.";
  return [
    {
      id: one.id,
      dueAt,
      title: one.motion,
      words: one.side ? `${words} ${sideWords(one.side)}.` : words,
      href,
      action: "Go to the debate",
      isDone: false,
    },
  ];
}
