import type { Metadata } from "next";
import Link from "next/link";
import type { Excerpt, SectionChange } from "#domain/edition";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { lostWords } from "../lost/lost-words";
import { AdoptEdition } from "./adopt-edition";
import { changedWords, changeWords, notesWords } from "./edition-words";
import "./edition.css";

export const metadata: Metadata = { title: "Editions of the guide" };

export default async function EditionPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, newer, number } = await forPage(to.edition, (api) => api.edition.state({ classroomId }));
  return (
    <Shell frame={frame} current="read">
      <main className="leaf wide" id="main">
        {newer ? (
          <>
            <h1>A newer edition of the guide is here{changedWords(newer.sections.length)}</h1>
            <div className="lead">
              <p>{notesWords(newer.notes)}</p>
              <p className="quiet">
                The class reads edition {number}. Edition {newer.number} came on{" "}
                <Time value={newer.publishedAt} />. Private notes move too and are not counted here.
                {newer.unplaced > 0 && ` ${unplacedWords(newer.unplaced)}`}
              </p>
            </div>
            {frame.isArchived ? (
              <p>This class is archived. It stays with the edition it has read.</p>
            ) : (
              <AdoptEdition classroomId={classroomId} versionId={newer.versionId} lost={newer.notes.lost} />
            )}
            <ul className="changes">
              {newer.sections.map((change) => (
                <li key={`${change.partTitle} ${change.title}`}>
                  <Changed change={change} />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <>
            <h1>The class reads the newest edition of the guide.</h1>
            <p className="lead">
              When a newer one comes, its changes are shown here before anybody sees them, and you decide when
              the class moves.
            </p>
          </>
        )}
        {frame.lostNotes > 0 && (
          <p>
            <Link className="lnk" href={to.lost} prefetch={false}>
              {lostWords(frame.lostNotes)}
            </Link>
          </p>
        )}
      </main>
    </Shell>
  );
}

const unplacedWords = (count: number): string =>
  count === 1
    ? "One thread stands on a paragraph that is not in it; it is listed with the notes that lost their line."
    : `${count} threads stand on paragraphs that are not in it; they are listed with the notes that lost their line.`;

function Changed({ change }: { change: SectionChange }) {
  const told = change.edited + change.added + change.removed;
  return (
    <section>
      <h2>
        {change.title} <small>{change.partTitle}</small>
      </h2>
      <p>
        {changeWords(change)} <span className="quiet">{notesWords(change.notes)}</span>
      </p>
      {change.paragraphs.length > 0 && (
        <ol className="paras">
          {change.paragraphs.map(({ number, before, after }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they come once and never move
            <li key={at}>
              <span className="no">{number === null ? "Quotation" : `¶ ${number}`}</span>
              {before && <Words kind="before" excerpt={before} />}
              {after && <Words kind="after" excerpt={after} />}
            </li>
          ))}
        </ol>
      )}
      {change.way === "edited" && told > change.paragraphs.length && (
        <p className="quiet">and {told - change.paragraphs.length} more.</p>
      )}
    </section>
  );
}

function Words({ kind, excerpt }: { kind: "before" | "after"; excerpt: Excerpt }) {
  const { head, words, tail } = excerpt;
  return (
    <p className={kind}>
      <span className="vh">{kind === "before" ? "Before: " : "Now: "}</span>
      {head}
      {words && (kind === "before" ? <del>{words}</del> : <ins>{words}</ins>)}
      {tail}
    </p>
  );
}
