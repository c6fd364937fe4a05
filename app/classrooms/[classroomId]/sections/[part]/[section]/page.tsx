import type { Metadata } from "next";
import { cache, type ReactNode } from "react";
import { TEXT_MAX_CHARS } from "#domain/comment";
import { forPage } from "../../../../../_trpc/server";
import { classroomPaths } from "../../../../../_ui/frame";
import { one, type Search } from "../../../../../_ui/page-data";
import { Shell } from "../../../../../_ui/shell";
import { SoftLink } from "../../../../../_ui/soft-link";
import { TextSettings } from "../../../../../_ui/text-settings";
import { DueLine } from "../../../_assignments/due-line";
import { dueByPath } from "../../../_assignments/words";
import { CommentCount } from "../../../_comments/comment-count";
import { Discussion } from "../../../_comments/discussion";
import { packThreads } from "../../../_comments/packed-threads";
import { WatchEdition } from "../../../_live/watch-edition";
import { ReadingProgress } from "../../../_reading/reading-progress";
import { minutesWords, stopOf } from "../../../_reading/words";
import { asksForDocument, carrying } from "../../../_text/carrying";
import { PrintKey } from "../../../_text/print-key";
import { Printed } from "../../../_text/printed";
import { layDown } from "../../../_text/printed-store";
import { TextPanel } from "../../../_text/text-panel";
import { CONTENTS_ID, Contents } from "./contents";
import { LockedPart } from "./locked-part";
import "./reading.css";
import "../../../_text/words.css";
import "../../../_comments/threads.css";
import "../../../_comments/margin.css";
import "../../../_comments/notes.css";
import "../../../_comments/section-talk.css";
import "../../../_comments/sheet.css";
import "../../../_sentences/sentences.css";
import "../../../_marks/marks.css";

type Section = NonNullable<Awaited<ReturnType<typeof readSection>>["section"]>;
type Params = Promise<{ classroomId: string; part: string; section: string }>;
type Props = { params: Params; searchParams: Search };

// The title and the page ask for the same thing; it is read once a request.
const readSection = cache((classroomId: string, path: string) => {
  const here = classroomPaths(classroomId).section(path);
  return forPage(here, (api) => api.guide.section({ classroomId, path }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { classroomId, part, section } = await params;
  const read = await readSection(classroomId, `${part}/${section}`);
  const { title, contents } = read.locked ?? read.section;
  return { title: `${title} · ${contents.title}` };
}

export default async function SectionPage({ params, searchParams }: Props) {
  const { classroomId, part, section: name } = await params;
  const [read, search] = await Promise.all([readSection(classroomId, `${part}/${name}`), searchParams]);
  const { frame, locks, progress, claimCount, due } = read;
  const dueBy = dueByPath(due);
  const states = progress.sections;
  if (read.locked)
    return (
      <LockedPart
        frame={frame}
        locks={locks}
        states={states}
        locked={read.locked}
        due={dueBy}
        claimCount={claimCount}
      />
    );
  const { section, threads, signs, versionId, notes, marks } = read;
  const [isDocument, carry] = await Promise.all([asksForDocument(), carrying()]);
  const cited = { guide: section.contents.title, section: section.title };
  const place = { classroomId, sectionId: section.sectionId, paragraphs: section.paragraphs, cited, signs };
  const stop = progress.here && stopOf(section.paragraphs, progress.here.paragraphId);
  const isPart = states[section.path] === "part";
  return (
    <Shell frame={frame} current="read">
      <div className="phonehd">
        <button type="button" popoverTarget={CONTENTS_ID} aria-label="Contents">
          <span aria-hidden="true">☰</span>
        </button>
        <span className="ttl" aria-hidden="true">
          {section.title}
        </span>
        <span id="phone-themes" />
        <TextSettings label="Aa" />
      </div>
      <div className="book">
        <Contents
          classroomId={classroomId}
          current={section.path}
          contents={section.contents}
          locks={locks}
          states={states}
          role={frame.me.role}
          claimCount={claimCount}
          lostNotes={frame.lostNotes}
          due={dueBy}
        />
        <main className="page" id="main">
          <div className="spread">
            <Discussion
              key={section.sectionId}
              place={place}
              me={frame.me}
              notes={notes}
              isArchived={frame.isArchived}
              textMaxChars={TEXT_MAX_CHARS}
              openAt={one(search.comment) ?? null}
              printed={
                <Print
                  section={section}
                  classroomId={classroomId}
                  isDocument={isDocument}
                  stop={isPart ? stop : null}
                  due={
                    <DueLine
                      classroomId={classroomId}
                      userId={frame.me.userId}
                      path={section.path}
                      initial={due}
                    />
                  }
                />
              }
              threads={packThreads(threads, carry)}
              marks={{ versionId, packed: carry(marks) }}
            />
            <WatchEdition
              key={read.versionId}
              userId={frame.me.userId}
              classroomId={classroomId}
              versionId={read.versionId}
              cursor={threads.cursor}
            />
            <ReadingProgress
              key={section.path}
              userId={frame.me.userId}
              classroomId={classroomId}
              sectionId={section.sectionId}
              path={section.path}
              stoppedAt={stop?.place ?? 0}
              reached={progress.reached}
            />
          </div>
        </main>
      </div>
    </Shell>
  );
}

type PrintProps = {
  section: Section;
  classroomId: string;
  isDocument: boolean;
  stop: ReturnType<typeof stopOf>;
  /** What is asked on this section. */
  due: ReactNode;
};

/** What the server prints of a section: its head, its text, the ways on. */
function Print({ section, classroomId, isDocument, stop, due }: PrintProps) {
  const { key, html, wordsHtml } = section;
  const wordsKey = `${key}#words`;
  layDown(key, html);
  layDown(wordsKey, wordsHtml);
  const stopped = stop && stop.place > 1 ? section.paragraphs[stop.place - 1] : null;
  return (
    <>
      <header className="headl">
        <button type="button" className="lnk drawer" popoverTarget={CONTENTS_ID}>
          Contents
        </button>
        <p className="it">{section.lead ?? section.partTitle}</p>
        <h1>{section.title}</h1>
        <p className="st">
          {minutesWords(section.minutes)}.{" "}
          {stop && stopped && (
            <>
              You stopped at{" "}
              <a className="lnk stop" href={`#${stopped.key}`}>
                {stop.words}
              </a>
              .{" "}
            </>
          )}
          {due}
          <CommentCount />{" "}
          <SoftLink className="lnk print" href={classroomPaths(classroomId).print(section.path)}>
            Print
          </SoftLink>
        </p>
      </header>
      <Printed
        as="article"
        id="text"
        className="text"
        label="The text"
        textKey={key}
        html={isDocument ? null : html}
      />
      <TextPanel />
      <PrintKey href={classroomPaths(classroomId).print(section.path)} />
      {wordsHtml && (
        <details className="words">
          <summary>Words in this section</summary>
          <Printed as="dl" textKey={wordsKey} html={isDocument ? null : wordsHtml} />
        </details>
      )}
      <Onward classroomId={classroomId} previous={section.previous} next={section.next} />
    </>
  );
}

type Neighbour = { path: string; title: string } | null;

function Onward({
  classroomId,
  previous,
  next,
}: {
  classroomId: string;
  previous: Neighbour;
  next: Neighbour;
}) {
  const to = classroomPaths(classroomId);
  return (
    <nav className="onward" aria-label="Sections before and after">
      {previous && (
        <SoftLink href={to.section(previous.path)} rel="prev">
          <small>Before this</small> {previous.title}
        </SoftLink>
      )}
      {next ? (
        <SoftLink href={to.section(next.path)} rel="next" className="end">
          <small>Next</small> {next.title}
        </SoftLink>
      ) : (
        <SoftLink href={to.questions} rel="next" className="end">
          <small>Next</small> The questions
        </SoftLink>
      )}
    </nav>
  );
}
