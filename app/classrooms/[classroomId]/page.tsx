import type { Metadata, Route } from "next";
import Link from "next/link";
import { forPage } from "../../_trpc/server";
import { LinkButton } from "../../_ui/button";
import { classroomPaths } from "../../_ui/frame";
import { Shell } from "../../_ui/shell";
import { Time } from "../../_ui/time";
import { WatchAsked } from "./_assignments/watch-asked";
import { type Assignment, firstOf } from "./_assignments/words";
import { readWords } from "./_reading/words";
import { Passage } from "./_text/passage";
import { ComingUp } from "./coming-up";
import { nextOf } from "./debates/debate-words";
import { WatchDebates } from "./debates/watch-debates";
import { goingOn, type Leading, leadingOf, leafWords, type Reading } from "./home-words";
import { answeredWords, type News, placeOf } from "./news-words";
import "./home.css";

export const metadata: Metadata = { title: "Home" };

type Props = { params: Promise<{ classroomId: string }> };

export default async function HomePage({ params }: Props) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const {
    frame,
    cursor: live,
    reading,
    news,
    waiting,
    memberCount,
    hasNewerEdition,
    due,
    questions,
    group,
    debates,
  } = await forPage(to.home, (api) => api.classroom.home({ classroomId }));
  const { role } = frame.me;
  const leading = leadingOf({
    role,
    news,
    waiting,
    memberCount,
    openReports: frame.openReports,
    reading,
    due,
    questions,
    debates,
  });
  const { continuation } = reading;
  const readHref = continuation ? hrefOf(classroomId, continuation) : to.section(frame.firstSection);
  const isEmptyClass = role === "teacher" && memberCount === 0;
  return (
    <Shell frame={frame} current="home">
      <WatchAsked classroomId={classroomId} userId={frame.me.userId} cursor={live} />
      <WatchDebates
        classroomId={classroomId}
        userId={frame.me.userId}
        cursor={live}
        now={Date.now()}
        next={nextOf(debates)}
      />
      <main className="hm" id="main">
        <p className="date">
          <Time value={new Date().toISOString()} />, {frame.classroom.name}
        </p>
        <div>
          <First leading={leading} classroomId={classroomId} readHref={readHref} />
          {hasNewerEdition && (
            <p className="edn">
              A newer edition of the guide is here.{" "}
              <Link className="lnk" href={to.edition} prefetch={false}>
                See what changed
              </Link>
            </p>
          )}
          {isEmptyClass && <NextSteps classroomId={classroomId} firstSection={frame.firstSection} />}
          {continuation && <OpenLeaf continuation={continuation} reading={reading} href={readHref} />}
          <ComingUp due={due} questions={questions} debates={debates} classroomId={classroomId} role={role} />
        </div>
        <div className="right">
          <NewsList
            title="New since you were here"
            items={news}
            classroomId={classroomId}
            empty="Nothing new. What the class writes next will be here."
          />
          <p className="marked">
            <Link className="lnk" href={to.themes} prefetch={false}>
              What the class marked
            </Link>
          </p>
          {group && <MyGroup name={group.name} members={group.members} />}
          {waiting.length > 0 && (
            <NewsList title="Nobody has answered yet" items={waiting} classroomId={classroomId} />
          )}
        </div>
      </main>
    </Shell>
  );
}

type Continuation = NonNullable<Reading["continuation"]>;

/** To the section, and into it where one stopped. */
function hrefOf(classroomId: string, { path, way, paragraph }: Continuation): Route {
  const section = classroomPaths(classroomId).section(path);
  return (way === "stopped" ? `${section}#${paragraph.key}` : section) as Route;
}

/** The book, open where reading goes on. */
function OpenLeaf({
  continuation,
  reading,
  href,
}: {
  continuation: Continuation;
  reading: Reading;
  href: Route;
}) {
  return (
    <section className="leafc" aria-labelledby="open-leaf">
      <span className="ribbon" aria-hidden="true" />
      <header>
        <h2 id="open-leaf">{continuation.title}</h2>
        <span>{leafWords(continuation)}</span>
      </header>
      <div className="clip">
        <Passage html={continuation.paragraph.html} />
      </div>
      <div className="foot">
        <LinkButton look="line" size="sm" href={href}>
          {goingOn(continuation.way)}
        </LinkButton>
        {reading.read > 0 && <span>{readWords(reading.read, reading.sections)}</span>}
      </div>
    </section>
  );
}

type FirstProps = { leading: Leading; classroomId: string; readHref: Route };

function First({ leading, classroomId, readHref }: FirstProps) {
  const to = classroomPaths(classroomId);
  const hrefs = {
    comment: leading.item ? commentPath(classroomId, leading.item) : to.home,
    code: to.code,
    reports: to.reports,
    read: readHref,
    due: owedHref(classroomId, leading.owed),
    question: leading.question ? to.question(leading.question) : to.questions,
    ledger: leading.question ? to.questionClass(leading.question) : to.questions,
    debate: leading.debate ? to.debate(leading.debate) : to.debates,
  };
  return (
    <section className="first">
      <h1>
        {leading.title}
        {leading.by && (
          <>
            {" "}
            <Time value={leading.by} form="due" />.
          </>
        )}
      </h1>
      {leading.sub && <p className="sub">{leading.sub}</p>}
      <div className="go">
        <LinkButton href={hrefs[leading.way]}>{leading.action}</LinkButton>
        {leading.item && <span className="mid">On {placeOf(leading.item)}</span>}
        {leading.owed && (
          <Link className="lnk" href={to.assignment(leading.owed.id)} prefetch={false}>
            See what is asked
          </Link>
        )}
      </div>
    </section>
  );
}

/** To the first section that something is owed on. */
function owedHref(classroomId: string, owed: Assignment | undefined): Route {
  const to = classroomPaths(classroomId);
  const first = owed && firstOf(owed);
  return first ? to.section(first.path) : to.home;
}

/** Who else is in one's group. */
function MyGroup({ name, members }: { name: string; members: string[] }) {
  return (
    <section className="new mygroup">
      <h2>Your group: {name}</h2>
      <p>
        {members.length > 0
          ? `You and ${listWords(members).replace(/\.$/, "")}. A note for the group is read by you and your teachers.`
          : "You are the only one in it so far."}
      </p>
    </section>
  );
}

const listWords = (names: string[]): string =>
  names.length === 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const commentPath = (classroomId: string, item: News): Route =>
  `/classrooms/${classroomId}/comments/${item.commentId}` as Route;

function NextSteps({ classroomId, firstSection }: { classroomId: string; firstSection: string }) {
  const to = classroomPaths(classroomId);
  return (
    <section className="then">
      <h2>What to do next</h2>
      <ol>
        <li>
          <span className="t">
            Write the first comment
            <small>A question beside a paragraph gives them something to answer.</small>
          </span>
          <Link className="lnk" href={to.section(firstSection)} prefetch={false}>
            Read
          </Link>
        </li>
        <li>
          <span className="t">
            See who has come<small>A password that is forgotten can be reset there.</small>
          </span>
          <Link className="lnk" href={to.members} prefetch={false}>
            Members
          </Link>
        </li>
      </ol>
    </section>
  );
}

type NewsListProps = { title: string; items: News[]; classroomId: string; empty?: string };

function NewsList({ title, items, classroomId, empty }: NewsListProps) {
  return (
    <section className="new">
      <h2>{title}</h2>
      {items.length === 0 && <p className="mid">{empty}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.commentId}>
            <Link href={commentPath(classroomId, item)} prefetch={false}>
              <b>{item.author.name}</b> {item.answersMe ? answeredWords(item) : `on ${placeOf(item)}`}
            </Link>
            <p className="excerpt">“{item.excerpt}”</p>
            <Time className="quiet" value={item.createdAt} form="ago" />
          </li>
        ))}
      </ul>
    </section>
  );
}
