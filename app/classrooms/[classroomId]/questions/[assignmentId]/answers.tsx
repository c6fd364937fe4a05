"use client";

import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { Button } from "../../../../_ui/button";
import { attempt } from "../../_comments/attempt";
import { Notices } from "../../_comments/notices";
import { type Ask, TalkContext, useTalk } from "../../_comments/talk-context";
import { ThemeSign } from "../../_comments/theme-sign";
import type { InitialThreads, Thread } from "../../_comments/thread-types";
import { useArrivals } from "../../_comments/use-arrivals";
import { useIsMounted } from "../../_comments/use-media";
import { usePermalink } from "../../_comments/use-permalink";
import { Answer } from "./answer";
import { AnswersContext, type Asked, useAnswers } from "./answers-context";
import { byTheme, hasThemes } from "./by-theme";
import { GuideAnswer } from "./guide-answer";
import type { Me, QuestionPage } from "./page-types";
import { useAnswersTalk } from "./use-answers-talk";
import { type Sorting, useSorted } from "./use-sorted";
import { talkWords } from "./words";

// Fetched when the first question is asked.
const Questions = lazy(() => import("../../_comments/questions"));
const AnswerDialogs = lazy(() => import("./answer-dialogs"));

export type AnswersProps = {
  classroomId: string;
  me: Me;
  isArchived: boolean;
  textMaxChars: number;
  page: QuestionPage;
  initial: InitialThreads;
  openAt: string | null;
  discussionId: string | undefined;
  /** They opened while the page was looked at. */
  hasOpened: boolean;
  onRead: () => Promise<void>;
};

/** The answers of a discussion with everything said below them. */
export function Answers(props: AnswersProps) {
  const { classroomId, page, onRead, openAt, hasOpened } = props;
  const [asked, setAsked] = useState<{ what: Ask; isOpen: boolean } | null>(null);
  const [askedHere, setAskedHere] = useState<{ what: Asked; isOpen: boolean } | null>(null);
  const ask = useCallback((what: Ask) => setAsked({ what, isOpen: true }), []);
  const askHere = useCallback((what: Asked) => setAskedHere({ what, isOpen: true }), []);
  const talk = useAnswersTalk(props, ask);
  const isMounted = useIsMounted();
  useArrivals(talk);
  usePermalink(talk, openAt, ".answers");
  const { prompt, cited, themes } = page;
  const here = useMemo(
    () => ({ prompt, cited, themes, ask: askHere, read: onRead }),
    [prompt, cited, themes, askHere, onRead],
  );
  return (
    <TalkContext value={talk}>
      <AnswersContext value={here}>
        <section
          className={hasOpened ? "answers opening" : "answers"}
          aria-labelledby="answers-title"
          aria-busy={!isMounted}
        >
          <List isMounted={isMounted} />
        </section>
        {prompt.guide && <GuideAnswer classroomId={classroomId} />}
        {isMounted && <Notices />}
        <Suspense>
          {asked && (
            <Questions
              ask={asked.what}
              isOpen={asked.isOpen}
              talk={talk}
              onClose={() => setAsked({ ...asked, isOpen: false })}
            />
          )}
          {askedHere && (
            <AnswerDialogs
              asked={askedHere.what}
              isOpen={askedHere.isOpen}
              onClose={() => setAskedHere({ ...askedHere, isOpen: false })}
            />
          )}
        </Suspense>
      </AnswersContext>
    </TalkContext>
  );
}

function List({ isMounted }: { isMounted: boolean }) {
  const { state, me } = useTalk();
  const { cited } = useAnswers();
  const [sorting, setSorting] = useState<Sorting>("needsReply");
  const threads = useSorted(state.threads, sorting);
  const answers = threads.filter(({ root }) => root.author && !root.sending).length;
  const replies = threads.reduce(
    (sum, { root, replies: said }) => sum + Math.max(root.replyCount, said.length),
    0,
  );
  const owed = threads.filter(({ root }) => root.needsReply && root.author?.id !== me.userId).length;
  return (
    <>
      <div className="sort">
        <h2 id="answers-title" className="it" tabIndex={-1}>
          {isMounted ? talkWords(answers, replies) : "The answers"}
        </h2>
        {isMounted && answers > 1 && (
          <fieldset>
            <legend className="vh">In which order</legend>
            <Choice of="needsReply" sorting={sorting} onChoose={setSorting}>
              Needs a reply{owed > 0 && ` (${owed})`}
            </Choice>
            <Choice of="newest" sorting={sorting} onChoose={setSorting}>
              Newest
            </Choice>
            {hasThemes(cited) && (
              <Choice of="theme" sorting={sorting} onChoose={setSorting}>
                By theme
              </Choice>
            )}
          </fieldset>
        )}
      </div>
      {isMounted ? <Threads threads={threads} isByTheme={sorting === "theme"} /> : <Ghost />}
    </>
  );
}

type ChoiceProps = {
  of: Sorting;
  sorting: Sorting;
  onChoose: (sorting: Sorting) => void;
  children: ReactNode;
};

const Choice = ({ of, sorting, onChoose, children }: ChoiceProps) => (
  <button type="button" aria-pressed={sorting === of} onClick={() => onChoose(of)}>
    {children}
  </button>
);

/** The answers under the themes of what they rest on. */
function ByTheme({ threads }: { threads: Thread[] }) {
  const { cited, themes } = useAnswers();
  return byTheme(threads, cited, themes).map(({ theme, threads: under }) => (
    <section className="undertheme" key={theme?.id ?? ""} aria-label={theme?.name ?? NO_THEME}>
      <p className="themehead">
        {theme && <ThemeSign theme={theme} />}
        {theme ? theme.name : NO_THEME}
      </p>
      <Ordered threads={under} name={`Answers: ${theme?.name ?? NO_THEME}`} />
    </section>
  ));
}

const NO_THEME = "On nothing that the class marked";

const Ordered = ({ threads, name }: { threads: Thread[]; name: string }) => (
  <ol aria-label={name}>
    {threads.map((thread) => (
      <li key={thread.root.id}>
        <Answer thread={thread} />
      </li>
    ))}
  </ol>
);

function Threads({ threads, isByTheme }: { threads: Thread[]; isByTheme: boolean }) {
  const { state, actions, focusSoon } = useTalk();
  const [isBusy, setBusy] = useState(false);
  const handleMore = async () => {
    setBusy(true);
    const last = threads.at(-1)?.root.id;
    await attempt(actions.loadMore());
    setBusy(false);
    if (last) focusSoon(`.answers li:has([data-thread="${last}"]) + li [data-who]`);
  };
  return (
    <>
      {isByTheme ? <ByTheme threads={threads} /> : <Ordered threads={threads} name="Answers" />}
      {threads.length === 0 && (
        <p className="none">Nobody has answered yet. Answers appear here as they come.</p>
      )}
      {state.nextCursor && (
        <Button look="line" pending={isBusy} onClick={() => void handleMore()}>
          Show more
        </Button>
      )}
    </>
  );
}

const Ghost = () => (
  <div className="ghost" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);
