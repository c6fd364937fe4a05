import { owes } from "#domain/prompt";
import { numberWords } from "../../_ui/words";
import { type Assignment, firstOf, isOpen, notesWords, placesWords, tallyWords } from "./_assignments/words";
import { minutesWords, spotWords } from "./_reading/words";
import { type DebateLine, isOn, sideWords, stateWords } from "./debates/debate-words";
import { owedBy, type QuestionDue, replyWords, standingWords } from "./home-questions";
import { isSaid, type News } from "./news-words";

/** Where reading goes on, as the API sends it. */
export type Reading = {
  continuation: {
    path: string;
    partTitle: string;
    title: string;
    minutes: number;
    minutesLeft: number;
    paragraphCount: number;
    way: "begin" | "stopped" | "next" | "again";
    paragraph: { key: string; kind: "paragraph" | "quotation"; number: number | null; html: string };
  } | null;
  read: number;
  sections: number;
};

type Facts = {
  role: "teacher" | "student";
  news: News[];
  waiting: News[];
  memberCount: number;
  openReports: number | null;
  reading: Reading;
  /** What is asked of the class, soonest first. */
  due: Assignment[];
  questions: QuestionDue[];
  /** The debates that go on, or are to come. */
  debates: DebateLine[];
};

/** Where the one filled button of the page leads. */
export type Way = "comment" | "code" | "reports" | "read" | "due" | "question" | "ledger" | "debate";

export type Leading = {
  title: string;
  sub: string | null;
  way: Way;
  action: string;
  item: News | null;
  /** The notes that are owed. */
  owed?: Assignment;
  /** The id of the question that it is about. */
  question?: string;
  /** The id of the debate that it is about. */
  debate?: string;
  /** The moment that the title ends with. */
  by?: string;
};

// Lists end at a bound; a list as long as that may go on.
const WAITING_MAX = 5;
const NAMES_MAX = 3;

/** The one sentence that leads the page, what it rests on, and what to do about it. */
export function leadingOf(facts: Facts): Leading {
  // A lesson that is being held goes before everything: the class sits in it now.
  const lesson = facts.debates.find((one) => one.pace === "timed" && isOn(one));
  if (lesson) return forDebater(lesson);
  return facts.role === "teacher" ? forTeacher(facts) : forStudent(facts);
}

function forStudent({ news, waiting, reading, due, questions }: Facts): Leading {
  const notes = due.find((one) => isOpen(one) && !one.isPast && firstOf(one)?.opensAt === null);
  const question = soonestOwed(questions, Date.now());
  if (question && !(notes && Date.parse(notes.dueAt) < timeOf(owedBy(question))))
    return forQuestion(question);
  if (notes) return forDebtor(notes);
  const answers = news.filter((item) => item.answersMe);
  const answer = answers[0];
  if (answer) {
    const names = namesOf(answers);
    return {
      title: `${names} ${answers.every(isSaid) ? "answered your claim" : "answered you"}.`,
      sub: `“${answer.excerpt}”`,
      way: "comment",
      action: answers.length === 1 ? "Read the answer" : "Read the latest answer",
      item: answer,
    };
  }
  const latest = news[0];
  if (latest) {
    return {
      title: `${namesOf(news)} ${news.length === 1 ? "has" : "have"} written since you were here.`,
      sub: `“${latest.excerpt}”`,
      way: "comment",
      action: "Read the latest",
      item: latest,
    };
  }
  return forReader(reading, waiting[0]);
}

/** The question that something is owed on first, while there is time. What was sent back waits whatever the time. */
function soonestOwed(questions: QuestionDue[], now: number): QuestionDue | undefined {
  const isNow = (one: QuestionDue) => {
    const owed = owes(one);
    return owed === "again" || (owed !== null && timeOf(owedBy(one)) > now);
  };
  return questions.filter(isNow).sort((a, b) => timeOf(owedBy(a)) - timeOf(owedBy(b)))[0];
}

const timeOf = (moment: string | null): number =>
  moment === null ? Number.POSITIVE_INFINITY : Date.parse(moment);

function forDebater(debate: DebateLine): Leading {
  const side = debate.side ? ` ${sideWords(debate.side)}.` : "";
  return {
    title: `A debate is on: ${stateWords(debate).toLowerCase()}.`,
    sub: `“${debate.motion}”${side}`,
    way: "debate",
    action: "Go to the debate",
    item: null,
    debate: debate.id,
  };
}

function forQuestion(question: QuestionDue): Leading {
  const { id, title, mine } = question;
  const leading = { way: "question", item: null, question: id } as const;
  const quoted = `“${title}”`;
  const by = owedBy(question) ?? undefined;
  switch (owes(question)) {
    case "again":
      return { ...leading, title: "An answer came back to you.", sub: quoted, action: "Go to it" };
    case "replies": {
      const words = replyWords(question);
      return {
        ...leading,
        by,
        title: by ? `${words} by` : `${words}.`,
        sub: quoted,
        action: "Read the answers",
      };
    }
    default:
      return {
        ...leading,
        by,
        title: "You owe an answer by",
        sub: `${quoted} ${standingWords(question)}`,
        action: mine?.draftWords ? "Finish your answer" : "Write your answer",
      };
  }
}

/** Something is still to be written: it goes before what others have said. */
function forDebtor(owed: Assignment): Leading {
  const { tally, notesMin, sections } = owed;
  const left = notesMin - (tally ? tally.inTime + tally.late : 0);
  const started = left < notesMin ? " more" : "";
  const notes = notesWords(left).replace(" ", `${started} `);
  return {
    title: `You owe ${notes} on ${placesWords(sections)} by`,
    sub: tallyWords(owed),
    way: "due",
    action: `Go to ${firstOf(owed)?.title ?? "the guide"}`,
    item: null,
    owed,
    by: owed.dueAt,
  };
}

/** Nobody has written: what leads is where one is in the book. */
function forReader({ continuation }: Reading, waiting: News | undefined): Leading {
  const alone = waiting
    ? `${waiting.author.name} wrote something that nobody has answered yet.`
    : "Nothing new since you were here.";
  const leading = { sub: alone, way: "read", item: null } as const;
  if (!continuation) return { ...leading, title: "There is nothing to read yet.", action: "Open the guide" };
  const { way, title, paragraph } = continuation;
  const action = goingOn(way);
  if (way === "begin") return { ...leading, title: `Start with ${title}.`, action };
  if (way === "again") return { ...leading, title: "You have read the whole guide.", action };
  if (way === "next") return { ...leading, title: `Next is ${title}.`, action };
  const spot = spotWords(paragraph.kind, paragraph.number);
  return { ...leading, title: `You stopped at ${spot} of ${title}.`, action };
}

/** What the way into the book is called. */
export const goingOn = (way: NonNullable<Reading["continuation"]>["way"]): string =>
  ({ begin: "Start reading", stopped: "Continue reading", next: "Start reading", again: "Read it again" })[
    way
  ];

/** What stands beside the title of the open book. */
export function leafWords({
  way,
  paragraph,
  paragraphCount,
  minutes,
  minutesLeft,
  partTitle,
}: NonNullable<Reading["continuation"]>): string {
  if (way !== "stopped") return `${partTitle}, about ${minutesWords(minutes)}`;
  const of = paragraph.kind === "paragraph" ? ` of ${paragraphCount}` : "";
  return `${spotWords(paragraph.kind, paragraph.number)}${of}, about ${minutesWords(minutesLeft)} left`;
}

function forTeacher({ news, waiting, memberCount, openReports, reading, questions }: Facts): Leading {
  if (memberCount === 0) {
    return {
      title: "Nobody has joined yet.",
      sub: "Show the code on the board. Students open the address beside it, write the code, and choose a name and a password.",
      way: "code",
      action: "Show the code",
      item: null,
    };
  }
  const open = openReports ?? 0;
  if (open > 0) {
    return {
      title: `${open === 1 ? "One report is" : `${numberWords(open, true)} reports are`} waiting for you.`,
      sub: waiting.length > 0 ? waitingWords(waiting.length) : null,
      way: "reports",
      action: open === 1 ? "Read the report" : "Read the reports",
      item: null,
    };
  }
  const held = questions.find(({ done }) => (done?.toLetIn ?? 0) > 0);
  if (held) return forDoorkeeper(held);
  const oldest = waiting[0];
  if (oldest) {
    return {
      title: waitingWords(waiting.length),
      sub: `${oldest.author.name} has waited longest: “${oldest.excerpt}”`,
      way: "comment",
      action: waiting.length === 1 ? "Go to it" : "Go to the first",
      item: oldest,
    };
  }
  const latest = news[0];
  return {
    title: latest
      ? `${namesOf(news)} ${news.length === 1 ? "has" : "have"} written.`
      : "Everybody has been answered.",
    sub: latest ? "Everybody has been answered." : "Nothing new since you were here.",
    way: latest ? "comment" : "read",
    action: latest ? "Read the latest" : `Open ${reading.continuation?.title ?? "the guide"}`,
    item: latest ?? null,
  };
}

function forDoorkeeper({ id, title, done }: QuestionDue): Leading {
  const count = done?.toLetIn ?? 0;
  return {
    title: `${numberWords(count, true)} ${count === 1 ? "student waits" : "students wait"} to be let in.`,
    sub: `“${title}”`,
    way: "ledger",
    action: "See who",
    item: null,
    question: id,
  };
}

function waitingWords(count: number): string {
  if (count === 1) return "One thread waits for an answer.";
  const words = numberWords(count, count < WAITING_MAX);
  return count < WAITING_MAX
    ? `${words} threads wait for an answer.`
    : `At least ${words} threads wait for an answer.`;
}

/** "Priya N.", "Priya N. and Leo F.", "Priya N., Leo F. and others". */
function namesOf(items: News[]): string {
  // A name stays on one line.
  const names = [...new Set(items.map(({ author }) => author.name.replaceAll(" ", "\u00a0")))];
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= NAMES_MAX) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, NAMES_MAX - 1).join(", ")} and others`;
}
