"use client";

import {
  lazy,
  type ReactNode,
  Suspense,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { PageMarks } from "../_marks/mark-types";
import { MarksInText } from "../_marks/marks-in-text";
import { type Marks, MarksContext, useNewMarks } from "../_marks/use-marks";
import { MarkingKeys } from "../_sentences/marking-keys";
import { CarriedData } from "../_text/carried-data";
import { Margin } from "./margin";
import { MarginGhost } from "./margin-ghost";
import { Notices } from "./notices";
import { type PackedThreads, threadsHere } from "./packed-threads";
import { AllParagraphTools } from "./paragraph-tools";
import { SectionTalk } from "./section-talk";
import { Sheet } from "./sheet";
import {
  type Ask,
  NO_NOTES,
  type NoteSettings,
  type Place,
  type Talk,
  TalkContext,
  type View,
} from "./talk-context";
import { PhoneThemes } from "./theme-list";
import type { Me } from "./thread-types";
import { useArrivals } from "./use-arrivals";
import { useFocusSoon } from "./use-focus-soon";
import { useKeys } from "./use-keys";
import { useIsMounted, useMedia } from "./use-media";
import { usePermalink } from "./use-permalink";
import { useSeenMark } from "./use-seen-mark";
import { useThreads } from "./use-threads";
import { useWholeMargin } from "./use-whole-margin";

// Fetched when the first question is asked.
const Questions = lazy(() => import("./questions"));

type DiscussionProps = {
  place: Place;
  me: Me;
  /** Absent where nothing can be marked. */
  notes?: NoteSettings;
  isArchived: boolean;
  textMaxChars: number;
  /** The comment of a permalink. */
  openAt: string | null;
  /** The text, as the server prints it. */
  printed: ReactNode;
  /** The threads' first window: after `printed`, where the compressor finds the text again. */
  threads: PackedThreads;
  /** Packed, for the same reason; absent where nothing can be marked. */
  marks?: PageMarks;
};

const CLOSED: View = { openId: null, writingOn: null, sheetOf: null, target: null };

/**
 * The text with everything the class says about it. The text is the server's; the threads travel as data and are
 * drawn in the browser only, into room that the layout keeps for them.
 */
export function Discussion(props: DiscussionProps) {
  const [asked, setAsked] = useState<{ what: Ask; isOpen: boolean } | null>(null);
  const ask = useCallback((what: Ask) => setAsked({ what, isOpen: true }), []);
  const { talk, marks } = useNewTalk(props, ask);
  const isMounted = useIsMounted();
  const { isClaim } = props.place;
  useArrivals(talk);
  useKeys(talk);
  usePermalink(talk, props.openAt);
  useWholeMargin(talk);
  const hasComments = Object.keys(talk.state.counts).length > 0;
  return (
    <TalkContext value={talk}>
      <MarksContext value={marks}>
        {props.printed}
        <CarriedData data={props.threads.comments} />
        <CarriedData data={props.marks?.packed} />
        {isMounted ? (
          <>
            {!isClaim && (talk.isPhone ? <Sheet /> : <Margin />)}
            {!isClaim && talk.isPhone && <PhoneThemes />}
            <InGoodTime talk={talk}>{isClaim ? BELOW_CLAIM : BELOW_TEXT}</InGoodTime>
            {talk.marks && <MarksInText />}
            <Notices />
            {talk.marks && <MarkingKeys />}
            {asked && (
              <Suspense>
                <Questions
                  ask={asked.what}
                  isOpen={asked.isOpen}
                  talk={talk}
                  onClose={() => setAsked({ ...asked, isOpen: false })}
                />
              </Suspense>
            )}
          </>
        ) : (
          hasComments && <MarginGhost isClaim={isClaim} />
        )}
      </MarksContext>
    </TalkContext>
  );
}

const BELOW_CLAIM = <SectionTalk />;
const BELOW_TEXT = (
  <>
    <SectionTalk />
    <AllParagraphTools />
  </>
);

/**
 * Draws what need not answer at once after what does, in pieces: the list below the text is long, and the class
 * writes while one scrolls. Its children are always the same, so that nothing of them is drawn before its turn.
 */
function InGoodTime({ talk, children }: { talk: Talk; children: ReactNode }) {
  const [drawn, setDrawn] = useState(talk);
  // Not a deferred value: one that changes in pieces already is not deferred, and the note would wait for the list.
  useEffect(() => startTransition(() => setDrawn(talk)), [talk]);
  return <TalkContext value={drawn}>{children}</TalkContext>;
}

/** Joins the threads of the section with what is open on this page. */
function useNewTalk(props: DiscussionProps, ask: Talk["ask"]): { talk: Talk; marks: Marks | null } {
  const { place, me, notes = NO_NOTES, isArchived, textMaxChars, threads } = props;
  const { classroomId, sectionId } = place;
  const [initial] = useState(() => threadsHere(threads, sectionId));
  const marks = useNewMarks({ classroomId, sectionId, me }, notes, props.marks);
  const store = marks?.store ?? null;
  const { state, actions } = useThreads({ classroomId, sectionId, me, initial, marks: store ?? undefined });
  const [view, setView] = useState<View>(CLOSED);
  const change = useCallback(
    (part: Partial<View>) => startTransition(() => setView((now) => ({ ...now, ...part }))),
    [],
  );
  const isPhone = useMedia("(max-width: 700px)");
  const focusSoon = useFocusSoon();
  const seenMark = useSeenMark(actions.seen);
  const talk = useMemo<Talk>(() => {
    const fixed = { place, me, notes, isArchived, textMaxChars };
    return { ...fixed, state, actions, marks: store, view, change, focusSoon, ask, isPhone, seenMark };
  }, [
    place,
    me,
    notes,
    isArchived,
    textMaxChars,
    state,
    actions,
    store,
    view,
    change,
    focusSoon,
    ask,
    isPhone,
    seenMark,
  ]);
  return { talk, marks };
}
