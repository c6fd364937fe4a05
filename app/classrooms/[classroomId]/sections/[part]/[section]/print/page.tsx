import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { AnnotationView, Theme } from "#domain/note";
import { forPage } from "../../../../../../_trpc/server";
import { dateWords } from "../../../../../../_ui/dates";
import { classroomPaths } from "../../../../../../_ui/frame";
import { SoftLink } from "../../../../../../_ui/soft-link";
import { Written } from "../../../../../../_ui/written";
import { shortened } from "../../../../_comments/shortened";
import { ThemeSign, themesOf } from "../../../../_comments/theme-sign";
import { gatherThreads, PRINT_MAX, type PrintedThread } from "./gather";
import { type Imposed, impose } from "./imposition";
import { PrintNow } from "./print-now";
import "./print.css";

type Entry = Awaited<ReturnType<typeof readEdition>>["section"]["entries"][number];
type Props = { params: Promise<{ classroomId: string; part: string; section: string }> };

const readEdition = cache((classroomId: string, path: string) => {
  const here = classroomPaths(classroomId).section(path);
  return forPage(`${here}/print`, async (api) => {
    const { frame, section, notes } = await api.guide.section({ classroomId, path });
    if (!section) return redirect(here);
    return {
      frame,
      section,
      themes: notes.themes,
      ...(await gatherThreads(api, classroomId, section.sectionId)),
    };
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { classroomId, part, section: name } = await params;
  const { frame, section } = await readEdition(classroomId, `${part}/${name}`);
  // What a browser proposes as the name of the file.
  return { title: `${section.title}, ${frame.classroom.name}` };
}

/** The section as an annotated edition: one page for paper and for a PDF, whole without script. */
export default async function PrintPage({ params }: Props) {
  const { classroomId, part, section: name } = await params;
  const { frame, section, themes, threads, isWhole } = await readEdition(classroomId, `${part}/${name}`);
  const paragraphs = section.paragraphs.map((paragraph, at) => ({
    ...paragraph,
    html: section.paragraphHtml[at] ?? "",
  }));
  const { rows, notes } = impose(paragraphs, threads);
  const general = threads.filter(({ root }) => root.paragraphId === null);
  return (
    <>
      <nav className="edition-bar" aria-label="This edition">
        <SoftLink className="lnk" href={classroomPaths(classroomId).section(section.path)}>
          Back to the text
        </SoftLink>
        <PrintNow />
      </nav>
      <main className="edition" id="main">
        <header>
          <p className="it">{section.lead ?? section.partTitle}</p>
          <h1>{section.title}</h1>
          <p className="by">
            <i>{section.contents.title}</i>, read by {frame.classroom.name}
          </p>
        </header>
        <Rows rows={rows} themes={themes} />
        {general.length > 0 && (
          <section className="after">
            <h2>On the whole section</h2>
            {general.map((thread) => (
              <Thread key={thread.root.id} thread={thread} themes={themes} />
            ))}
          </section>
        )}
        <Notes notes={notes} themes={themes} />
        {!isWhole && (
          <p className="stop">The first {PRINT_MAX} comments are printed here. There are more on the page.</p>
        )}
        <Words entries={section.entries} />
      </main>
      <p className="edition-foot">
        {frame.classroom.name} · {section.title} · {today(frame.classroom.timeZone)}
      </p>
    </>
  );
}

type Paragraph = { id: string; number: number | null; html: string };
type Sheet = Imposed<Paragraph>;

/** The text, each paragraph with what is said beside it. */
function Rows({ rows, themes }: { rows: Sheet["rows"]; themes: readonly Theme[] }) {
  return rows.map(({ paragraph, beside, noteNumbers }) => (
    <div className="row" key={paragraph.id}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the guide's own text, as its fragment prints it */}
      <div className="tx" dangerouslySetInnerHTML={{ __html: paragraph.html }} />
      {(beside.length > 0 || noteNumbers.length > 0) && (
        <aside
          aria-label={
            paragraph.number ? `Comments on paragraph ${paragraph.number}` : "Comments on a quotation"
          }
        >
          {beside.map((thread) => (
            <Thread key={thread.root.id} thread={thread} themes={themes} />
          ))}
          {noteNumbers.length > 0 && <p className="see">{noteWords(noteNumbers)}</p>}
        </aside>
      )}
    </div>
  ));
}

/** What had no room beside its paragraph. */
function Notes({ notes, themes }: { notes: Sheet["notes"]; themes: readonly Theme[] }) {
  if (notes.length === 0) return null;
  return (
    <section className="after">
      <h2>Notes</h2>
      <ol>
        {notes.map(({ number, paragraph, thread }) => (
          <li key={thread.root.id} value={number}>
            <p className="at">{paragraph.number ? `¶${paragraph.number}` : "Quotation"}</p>
            <Thread thread={thread} themes={themes} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <section className="after words-printed">
      <h2>Words in this section</h2>
      <dl>
        {entries.map(({ kind, key, name, also, definition }) => (
          <div key={`${kind}-${key}`}>
            <dt>
              {name}
              {also.length > 0 && <span>, also {also.join(", ")}</span>}
            </dt>
            <dd>{definition}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** With its year: paper is kept. */
const today = (zone: string): string =>
  dateWords(new Date().toISOString(), "day", { zone, own: null, now: null });

const noteWords = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `See note ${numbers[0]}` : `See notes ${numbers[0]} to ${numbers.at(-1)}`;

type Comment = PrintedThread["root"];

type ThreadProps = { thread: PrintedThread; themes: readonly Theme[] };

function Thread({ thread: { root, replies }, themes }: ThreadProps) {
  return (
    <div className="thread">
      {root.annotation && <Marked annotation={root.annotation} themes={themes} />}
      <Comment comment={root} />
      {replies.map((reply) => (
        <div className="reply" key={reply.id}>
          <Comment comment={reply} />
        </div>
      ))}
    </div>
  );
}

/** What a note marks: its words with their stroke, and its themes by sign and name. */
function Marked({ annotation, themes }: { annotation: AnnotationView; themes: readonly Theme[] }) {
  const own = themesOf(themes, annotation.themeIds);
  const ink = own[0]?.ink ?? undefined;
  return (
    <p className="marked">
      <q data-ink={ink} className={ink ? "stroke" : undefined}>
        {shortened(annotation.exact)}
      </q>
      {own.map((theme) => (
        <span key={theme.id} className="theme">
          <ThemeSign theme={theme} /> {theme.name}
        </span>
      ))}
    </p>
  );
}

function Comment({ comment: { author, answers, html, state } }: { comment: Comment }) {
  if (!author || state !== "shown")
    return <p className="hole">{state === "deleted" ? "Removed by its writer" : "Removed by a teacher"}</p>;
  return (
    <div className="comment">
      <p className="who">
        <b>{author.name}</b>
        {author.role === "teacher" && <i> Teacher</i>}
        {answers && <span> to {answers.name}</span>}
      </p>
      <Written html={html} className="body" />
    </div>
  );
}
