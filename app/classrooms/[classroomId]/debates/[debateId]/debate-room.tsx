"use client";

import { useCallback, useEffect, useRef } from "react";
import { announce } from "../../../../_ui/announcer";
import { Banner } from "../../../../_ui/banner";
import { classroomPaths } from "../../../../_ui/frame";
import { setAccount } from "../../../../_ui/shelf";
import { SoftLink } from "../../../../_ui/soft-link";
import { setDraftScope } from "../../_comments/drafts";
import { connectionBanner } from "../../_comments/notices";
import { phaseTitle } from "../debate-words";
import { Transcript } from "../transcript";
import { ArgumentMap } from "./argument-map";
import { BookProvider, useBook } from "./book-context";
import { Joint } from "./joint";
import { Kept } from "./kept";
import { NamedVotes } from "./named-votes";
import { OpenBook } from "./open-book";
import { Owing } from "./owing";
import type { Debate, DebatePage, Evidence, Me, Results, Statement } from "./page-types";
import { Phases } from "./phases";
import { Seat } from "./seat";
import { SeatsList } from "./seats-list";
import { Steering } from "./steering";
import { Swing } from "./swing";
import { Unsaved } from "./unsaved";
import { useCutOff } from "./use-cut-off";
import { useDebate } from "./use-debate";
import { useMoves } from "./use-moves";
import { VoteForm } from "./vote-form";

type DebateRoomProps = {
  classroomId: string;
  me: Me;
  isArchived: boolean;
  first: DebatePage;
  results: Results | null;
  /** The student's own notes, for evidence. */
  notes: Evidence[];
};

/** The debate below its motion. */
export function DebateRoom(props: DebateRoomProps) {
  const { classroomId, me, isArchived, notes } = props;
  // Before anything is drawn: what is kept on this device is kept for an account, in a class.
  setAccount(me.userId);
  setDraftScope(classroomId);
  const state = useDebate({ classroomId, userId: me.userId, first: props.first, results: props.results });
  const { page, results, isGone, connection, read, put, setResults } = state;
  const { debate, claims, versionId, themes } = page;
  const handleSettled = useCallback(() => void read(), [read]);
  const moves = useMoves({
    classroomId,
    debateId: debate.id,
    userId: me.userId,
    connection,
    kept: debate.mine?.kept ?? NONE,
    onSettled: handleSettled,
  });
  useCutOff({ classroomId, debate, isArchived, connection, onKept: read });
  useToldPhase(page);
  const mine = isArchived ? null : debate.mine;
  const of = { classroomId, me, debate, mine, isArchived, versionId, themes, claims, notes, moves, results };
  return (
    <BookProvider value={{ ...of, put, setResults, read }}>
      {(isGone || debate.isWithdrawn) && (
        <Banner kind="ended">
          {me.role === "teacher"
            ? "This debate is withdrawn. Students do not see it any more."
            : "This debate is not here any more. What you have written is kept on this device."}
        </Banner>
      )}
      <Parts statements={page.statements} />
      <div className="notices">{connectionBanner(connection, moves.unsent)}</div>
    </BookProvider>
  );
}

const NONE: readonly never[] = [];

/** What stands on the page, from the clock down. */
function Parts({ statements }: { statements: Statement[] }) {
  const { classroomId, me, debate, mine, isArchived, claims, results, read } = useBook();
  const on = { classroomId, debate, isArchived };
  return (
    <>
      <Phases debate={debate} />
      {me.role === "teacher" && !debate.isWithdrawn && (
        <>
          <Steering {...on} onSteered={read} />
          <Owing />
          <TeachersWays {...on} />
        </>
      )}
      {debate.state === "closed" && (
        <Transcript classroomId={classroomId} id={debate.id} motion={debate.motion} />
      )}
      {debate.mine && <Seat {...on} mine={debate.mine} onSeated={read} />}
      <Kept />
      {mine?.vote && <VoteForm key={mine.vote} {...on} mine={mine} claims={claims} onVoted={read} />}
      {results?.swing && <Swing swing={results.swing} />}
      {results?.swing && debate.isNamed && <NamedVotes />}
      <Joint statements={statements} />
      <Unsaved statements={statements} />
      <OpenBook />
      <ArgumentMap />
      <SeatsList {...on} onSeated={read} />
    </>
  );
}

type WaysProps = { classroomId: string; debate: Debate; isArchived: boolean };

/** Where its teacher can go from here. */
function TeachersWays({ classroomId, debate, isArchived }: WaysProps) {
  const to = classroomPaths(classroomId);
  return (
    <p className="how">
      {debate.state !== "closed" && (
        <SoftLink className="lnk" href={to.projector(debate.id)}>
          Show it to the room
        </SoftLink>
      )}{" "}
      {!isArchived && (
        <SoftLink className="lnk" href={to.debateChange(debate.id)}>
          {debate.state === "waiting" ? "Change or withdraw it" : "Withdraw it"}
        </SoftLink>
      )}
    </p>
  );
}

/** Tells screen readers that another phase has come. */
function useToldPhase({ debate: { state, phase, phases } }: DebatePage): void {
  const kind = phases[phase]?.kind;
  const words =
    state === "closed"
      ? "The debate is over."
      : state === "paused"
        ? "The debate is paused."
        : kind
          ? `Now: ${phaseTitle(kind).toLowerCase()}.`
          : "";
  const was = useRef(words);
  useEffect(() => {
    if (was.current === words) return;
    was.current = words;
    if (words) announce(words);
  }, [words]);
}
