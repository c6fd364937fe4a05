import type { Metadata, Route } from "next";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths, type Frame } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { SoftLink } from "../../../_ui/soft-link";
import { Time } from "../../../_ui/time";
import { claimsWords, type DebateLine, isOn, nextOf, sideWords, stateWords } from "./debate-words";
import { Transcript } from "./transcript";
import { WatchDebates } from "./watch-debates";
import "../argue.css";
import "./debates.css";

export const metadata: Metadata = { title: "Debates" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function DebatesPage({ params, searchParams }: Props) {
  const [{ classroomId }, search] = await Promise.all([params, searchParams]);
  const after = one(search.after);
  const to = classroomPaths(classroomId);
  const { frame, items, nextCursor, cursor } = await forPage(to.debates, (api) =>
    api.debate.list({ classroomId, ...(after ? { cursor: after } : {}) }),
  );
  const canSet = frame.me.role === "teacher" && !frame.isArchived;
  return (
    <Shell frame={frame} current="debates">
      <WatchDebates
        classroomId={classroomId}
        userId={frame.me.userId}
        cursor={cursor}
        now={Date.now()}
        next={nextOf(items)}
      />
      <main className="argue db" id="main">
        <p className="it">{frame.classroom.guideTitle}</p>
        <h1>Debates</h1>
        {items.length === 0 && <p className="st">{emptyWords(frame)}</p>}
        {canSet && (
          <p className="ownwords">
            <LinkButton href={to.newDebate()}>Set up a debate</LinkButton>
          </p>
        )}
        <List title="On now" lines={items.filter(isOn)} frame={frame} />
        <List title="To come" lines={items.filter(({ state }) => state === "waiting")} frame={frame} />
        <List title="Ended" lines={items.filter(({ state }) => state === "closed")} frame={frame} />
        {nextCursor && (
          <p className="older">
            <SoftLink className="lnk" href={`${to.debates}?after=${nextCursor}` as Route}>
              Earlier debates
            </SoftLink>
          </p>
        )}
      </main>
    </Shell>
  );
}

function emptyWords({ me, isArchived }: Frame): string {
  if (isArchived) return "This class held no debate.";
  return me.role === "teacher"
    ? "No debate yet. Take a motion of the guide, a claim to test, or words of your own; a lesson is set up in a few clicks."
    : "No debate yet. When your teacher sets one up, it stands here and on your home page.";
}

type ListProps = { title: string; lines: DebateLine[]; frame: Frame };

function List({ title, lines, frame }: ListProps) {
  if (lines.length === 0) return null;
  const id = title.toLowerCase().replaceAll(" ", "-");
  return (
    <section className="dbl" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {lines.map((line) => (
          <Line key={line.id} line={line} frame={frame} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line, frame }: { line: DebateLine; frame: Frame }) {
  const to = classroomPaths(frame.classroom.id);
  const isTeacher = frame.me.role === "teacher";
  const said = line.claims > 0 || line.state !== "waiting";
  return (
    <li>
      <SoftLink className="motion" href={to.debate(line.id)}>
        {line.motion}
      </SoftLink>
      <p className="how">
        <span className={isOn(line) ? "now" : undefined}>
          {line.state === "waiting" && line.pace === "timed" && isTeacher
            ? "Begins when you start it"
            : stateWords(line)}
          <Until line={line} />
        </span>
        {said && <span>{claimsWords(line.claims)}</span>}
        {line.side && <span>{sideWords(line.side)}</span>}
      </p>
      {isTeacher && line.state !== "closed" && (
        <p className="how">
          <SoftLink className="lnk" href={to.projector(line.id)}>
            Show it to the room<span className="vh">: {line.motion}</span>
          </SoftLink>
        </p>
      )}
      {line.state === "closed" && (
        <Transcript classroomId={frame.classroom.id} id={line.id} motion={line.motion} />
      )}
    </li>
  );
}

function Until({ line: { state, pace, opensAt, endsAt } }: { line: DebateLine }) {
  if (state === "waiting" && pace === "dated")
    return (
      <>
        {" "}
        <Time value={opensAt} form="due" />
      </>
    );
  if (state !== "running" || !endsAt) return null;
  return (
    <>
      , until <Time value={endsAt} form="due" />
    </>
  );
}
