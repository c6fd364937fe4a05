import type { Metadata } from "next";
import { MY_NOTES_QUERY_MAX, type MyNote, type MyNotes, NOTE_KINDS } from "#domain/my-notes";
import type { Theme } from "#domain/note";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { SoftLink } from "../../../_ui/soft-link";
import { Time } from "../../../_ui/time";
import { Written } from "../../../_ui/written";
import { themesOf } from "../_comments/theme-sign";
import { Asking, addressOf, Choice, OtherThemes, placeWords, Quote, ScopeOf } from "../_notes/note-parts";
import { countWords, KIND_WORDS, kindOf, scopeWords } from "../_notes/note-words";
import { lostWords } from "../lost/lost-words";
import { KeptWords } from "./kept-words";
import "../_notes/notes-pages.css";

export const metadata: Metadata = { title: "My notes" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function MyNotesPage({ params, searchParams }: Props) {
  const [{ classroomId }, search] = await Promise.all([params, searchParams]);
  const to = classroomPaths(classroomId);
  const q = one(search.q)?.slice(0, MY_NOTES_QUERY_MAX);
  const kind = NOTE_KINDS.find((each) => each === one(search.kind));
  const asked = { q, theme: one(search.theme), section: one(search.section), kind };
  const after = one(search.after);
  const isNarrowed = Object.values(asked).some(Boolean);
  const { frame, themes, kept, ...mine } = await forPage(
    addressOf(to.notes, { ...asked, after }),
    async (api) => {
      const [notes, said] = await Promise.all([
        api.notes.mine({
          classroomId,
          ...(q ? { q } : {}),
          ...(kind ? { kind } : {}),
          ...(asked.theme ? { themeId: asked.theme } : {}),
          ...(asked.section ? { section: asked.section } : {}),
          ...(after ? { cursor: after } : {}),
        }),
        isNarrowed || after ? { kept: [] } : api.debate.kept({ classroomId }),
      ]);
      return { ...notes, ...said };
    },
  );
  return (
    <Shell frame={frame} current="notes">
      <main className="nt" id="main">
        <h1>My notes</h1>
        <p className="st" role="status">
          {countWords(mine, isNarrowed)}{" "}
          {isNarrowed && (
            <SoftLink className="lnk" href={to.notes}>
              Show all
            </SoftLink>
          )}
        </p>
        <Ways
          classroomId={classroomId}
          isTeacher={frame.me.role === "teacher"}
          isArchived={frame.isArchived}
          isEmpty={mine.total === 0 && kept.length === 0}
          lostNotes={frame.lostNotes}
        />
        {mine.total > 0 && <Narrow mine={mine} themes={themes} at={to.notes} asked={asked} />}
        <KeptWords classroomId={classroomId} kept={kept} />
        <ol className="passages">
          {mine.items.map((note) => (
            <li key={note.id}>
              <Line note={note} themes={themes} classroomId={classroomId} />
            </li>
          ))}
        </ol>
        {mine.nextCursor && (
          <p className="more">
            <SoftLink className="btn line" href={addressOf(to.notes, { ...asked, after: mine.nextCursor })}>
              Earlier notes
            </SoftLink>
          </p>
        )}
      </main>
    </Shell>
  );
}

type WaysProps = {
  classroomId: string;
  isTeacher: boolean;
  isArchived: boolean;
  isEmpty: boolean;
  lostNotes: number;
};

/** What can be done with all of them. Files are the browser's to keep, so these are plain links. */
function Ways({ classroomId, isTeacher, isArchived, isEmpty, lostNotes }: WaysProps) {
  const to = classroomPaths(classroomId);
  return (
    <p className="way">
      {lostNotes > 0 && (
        <SoftLink className="lnk" href={to.lost}>
          {lostWords(lostNotes)}
        </SoftLink>
      )}
      {!isEmpty && (
        <>
          <a className="lnk" href={`${to.noteExport}?of=mine&format=md`} download>
            Save as Markdown
          </a>
          <a className="lnk" href={`${to.noteExport}?of=mine&format=jsonld`} download>
            Save as JSON-LD
          </a>
        </>
      )}
      {isTeacher && (
        <a className="lnk" href={`${to.noteExport}?of=class&format=jsonld`} download>
          Save the class’s notes
        </a>
      )}
      {!isArchived && (
        <SoftLink className="lnk" href={to.bringIn}>
          Bring notes in
        </SoftLink>
      )}
      <SoftLink className="lnk" href={to.themes}>
        What the class marked
      </SoftLink>
    </p>
  );
}

type NarrowProps = {
  mine: MyNotes;
  themes: Theme[];
  at: string;
  asked: {
    q: string | undefined;
    theme: string | undefined;
    section: string | undefined;
    kind: string | undefined;
  };
};

function Narrow({ mine, themes, at, asked }: NarrowProps) {
  return (
    <Asking action={at}>
      <label className="words">
        Words in what you wrote or marked
        <input
          className="inp"
          type="search"
          name="q"
          defaultValue={asked.q}
          key={asked.q}
          maxLength={MY_NOTES_QUERY_MAX}
          autoComplete="off"
        />
      </label>
      <Choice
        name="theme"
        label="Theme"
        all="Every theme"
        value={asked.theme}
        options={themes.map(({ id, name }) => ({ value: id, words: name }))}
      />
      <Choice
        name="section"
        label="Section"
        all="Every section"
        value={asked.section}
        options={mine.sections.map(({ path, title, notes }) => ({
          value: path,
          words: `${title} (${notes})`,
        }))}
      />
      <Choice
        name="kind"
        label="Kind"
        all="Every kind"
        value={asked.kind}
        options={NOTE_KINDS.map((kind) => ({ value: kind, words: KIND_WORDS[kind] }))}
      />
    </Asking>
  );
}

type LineProps = { note: MyNote; themes: Theme[]; classroomId: string };

function Line({ note, themes, classroomId }: LineProps) {
  const to = classroomPaths(classroomId);
  const [first] = themesOf(themes, note.themeIds);
  const href = to.comment(note.id);
  return (
    <article>
      {note.quote !== null && <Quote text={note.quote} theme={first} href={href} lost={note.isLost} />}
      {note.isLost && (
        <p className="lost">This line is not in the text any more. The note is kept, with what it quoted.</p>
      )}
      {note.html && <Written html={note.html} />}
      <p className="by">
        <b>{kindOf(note.kind, note.answers)}</b>
        {note.isTakenBack ? (
          <span>Said in a debate that was withdrawn: {note.section.title}</span>
        ) : (
          <SoftLink href={href}>{placeWords(note.paragraphNumber, note.section.title)}</SoftLink>
        )}
        {first && (
          <span className="themes-of" data-ink={first.ink ?? undefined}>
            {first.name}
          </span>
        )}
        <OtherThemes themes={themes} ids={note.themeIds} but={first?.id} />
        <ScopeOf scope={note.scope} words={scopeWords(note.scope, true)} />
        {note.hiddenReason !== null && (
          <span>
            A teacher has hidden this from the class{note.hiddenReason && `: “${note.hiddenReason}”`}
          </span>
        )}
        {note.importedFrom && (
          <span>
            Written by {note.importedFrom.creator}, brought in from {note.importedFrom.source}
          </span>
        )}
        {note.replyCount > 0 && (
          <span>{note.replyCount === 1 ? "1 reply" : `${note.replyCount} replies`}</span>
        )}
        <Time value={note.createdAt} />
        {note.isEdited && <span>edited</span>}
      </p>
    </article>
  );
}
