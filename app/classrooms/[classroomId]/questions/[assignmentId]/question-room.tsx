"use client";

import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { announce } from "../../../../_ui/announcer";
import { Banner } from "../../../../_ui/banner";
import { connectionBanner } from "../../_comments/notices";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import { CarriedData } from "../../_text/carried-data";
import { Answers } from "./answers";
import { Leaf } from "./leaf";
import type { Evidence, Me } from "./page-types";
import { Side } from "./side";
import { useNotes } from "./use-notes";
import { type FirstPage, usePage } from "./use-page";
import { usePosting } from "./use-posting";

type QuestionRoomProps = {
  classroomId: string;
  me: Me;
  isArchived: boolean;
  textMaxChars: number;
  first: FirstPage;
  /** The student's own notes, for evidence. */
  notes: Evidence[];
  /** The comment of a permalink. */
  openAt: string | null;
  /** One discussion, for teachers where there are several. */
  discussionId: string | undefined;
};

/** The question below its title: the leaf until one has answered, then the answers. */
export function QuestionRoom(props: QuestionRoomProps) {
  const { classroomId, me, isArchived, textMaxChars, openAt, discussionId } = props;
  const assignmentId = props.first.prompt.id;
  const on = { classroomId, assignmentId, userId: me.userId };
  const { page, read, isGone, connection } = usePage({ ...on, discussionId, first: props.first });
  const handleSent = useCallback(() => void read(), [read]);
  const posting = usePosting({ ...on, connection, onSent: handleSent });
  const { mine } = page.prompt;
  const isOwing = mine !== null && (mine.state === "none" || mine.state === "sent_back");
  const notes = useNotes(classroomId, isOwing && !isArchived, props.notes);
  const hasOpened = useOpening(page.threads !== null);
  const above = isGone && (
    <Banner kind="ended">
      This question is not here any more. What you have written is kept on this device.
    </Banner>
  );
  const answers = page.threads && (
    <Answers
      classroomId={classroomId}
      me={me}
      isArchived={isArchived}
      textMaxChars={textMaxChars}
      page={page}
      initial={page.threads}
      openAt={openAt}
      discussionId={discussionId}
      hasOpened={hasOpened}
      onRead={read}
    />
  );
  const side = (more: ReactNode) => (
    <Side page={page} classroomId={classroomId} isTeacher={mine === null} discussionId={discussionId}>
      {more}
    </Side>
  );
  return (
    <>
      <CarriedData data={props.first.cited} />
      <CarriedData data={props.first.threads?.comments} />
      {isOwing && !isArchived ? (
        <Leaf
          classroomId={classroomId}
          me={me}
          page={page}
          posting={posting}
          notes={notes}
          textMaxChars={textMaxChars}
          onRead={handleSent}
          above={above}
          below={answers}
          side={side}
        />
      ) : (
        <>
          <div className="qmain">
            {above}
            {isOwing && <p className="qsaid">This class is over. You did not answer this question.</p>}
            {answers}
          </div>
          {side(null)}
        </>
      )}
      {!page.threads && <div className="notices">{connectionBanner(connection, posting.unsent)}</div>}
    </>
  );
}

/** Tells when the answers open while the page is looked at, and leads to them. Answers whether they did. */
function useOpening(isOpen: boolean): boolean {
  const was = useRef(isOpen);
  const hasOpened = useRef(false);
  const focusSoon = useFocusSoon();
  if (isOpen && !was.current) hasOpened.current = true;
  useEffect(() => {
    if (isOpen === was.current) return;
    was.current = isOpen;
    if (isOpen) {
      announce("The answers are open.");
      focusSoon("#answers-title");
    } else announce("The answers are closed again.");
  }, [isOpen, focusSoon]);
  return hasOpened.current;
}
