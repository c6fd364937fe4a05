import type { Metadata } from "next";
import type { Board, Passage } from "#domain/board";
import type { Theme } from "#domain/note";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { one, type Search } from "../../../../_ui/page-data";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import { Time } from "../../../../_ui/time";
import { Written } from "../../../../_ui/written";
import { ThemeSign } from "../../_comments/theme-sign";
import { Asking, addressOf, Choice, OtherThemes, Quote, ScopeOf } from "../../_notes/note-parts";
import { scopeWords } from "../../_notes/note-words";
import { boardWords, paragraphWords, shownWords } from "../board-words";
import "../../_notes/notes-pages.css";

export const metadata: Metadata = { title: "A theme" };

type Props = { params: Promise<{ classroomId: string; themeId: string }>; searchParams: Search };

export default async function ThemePage({ params, searchParams }: Props) {
  const [{ classroomId, themeId }, search] = await Promise.all([params, searchParams]);
  const to = classroomPaths(classroomId);
  const asked = { section: one(search.section), by: one(search.by), after: one(search.after) };
  const here = addressOf(to.theme(themeId), asked);
  const { frame, themes, ...board } = await forPage(here, (api) =>
    api.notes.board({
      classroomId,
      themeId,
      ...(asked.section ? { section: asked.section } : {}),
      ...(asked.by ? { authorId: asked.by } : {}),
      ...(asked.after ? { cursor: asked.after } : {}),
    }),
  );
  const { theme } = board;
  const person = board.people.find(({ userId }) => userId === asked.by);
  const section = board.sections.find(({ path }) => path === asked.section);
  const isNarrowed = Boolean(asked.section || asked.by);
  return (
    <Shell frame={frame} current={null}>
      <main className="nt" id="main">
        <p className="it">
          <SoftLink href={to.themes}>Themes</SoftLink>
        </p>
        <h1>
          <ThemeSign theme={theme} />
          {theme.name}
        </h1>
        {theme.definition && <p className="st">{theme.definition}</p>}
        <p className="st">{boardWords(theme, board.sections.length)}</p>
        {theme.passages > 0 && <Narrow board={board} at={to.theme(theme.id)} asked={asked} />}
        {isNarrowed && (
          <p className="st">
            {board.items.length === 0
              ? "Nothing fits that. "
              : section && person
                ? `Marked by ${person.name} in ${section.title}. `
                : `${shownWords((section ?? person)?.passages ?? 0, section?.title, person?.name)} `}
            <SoftLink className="lnk" href={to.theme(theme.id)}>
              Show all
            </SoftLink>
          </p>
        )}
        <Passages board={board} themes={themes} classroomId={classroomId} me={frame.me.userId} />
        {board.nextCursor && (
          <p className="more">
            <SoftLink
              className="btn line"
              href={addressOf(to.theme(themeId), { ...asked, after: board.nextCursor })}
            >
              Further passages
            </SoftLink>
          </p>
        )}
      </main>
    </Shell>
  );
}

type NarrowProps = {
  board: Board;
  at: string;
  asked: { section: string | undefined; by: string | undefined };
};

function Narrow({ board, at, asked }: NarrowProps) {
  return (
    <Asking action={at}>
      <Choice
        name="section"
        label="Section"
        all="Every section"
        value={asked.section}
        options={board.sections.map(({ path, title, passages }) => ({
          value: path,
          words: `${title} (${passages})`,
        }))}
      />
      <Choice
        name="by"
        label="Marked by"
        all="Everybody"
        value={asked.by}
        options={board.people.map(({ userId, name, passages }) => ({
          value: userId,
          words: `${name} (${passages})`,
        }))}
      />
    </Asking>
  );
}

type PassagesProps = { board: Board; themes: Theme[]; classroomId: string; me: string };

/** The passages under the titles of their sections. */
function Passages({ board, themes, classroomId, me }: PassagesProps) {
  const groups: { path: string; title: string; items: Passage[] }[] = [];
  for (const item of board.items) {
    const last = groups.at(-1);
    if (last?.path === item.section.path) last.items.push(item);
    else groups.push({ ...item.section, items: [item] });
  }
  return groups.map(({ path, title, items }) => (
    <section key={path} aria-labelledby={`in-${path}`}>
      <div className="hd">
        <h2 id={`in-${path}`}>{title}</h2>
      </div>
      <ol className="passages">
        {items.map((item) => (
          <li key={item.id}>
            <Marked
              item={item}
              board={board}
              themes={themes}
              classroomId={classroomId}
              isMine={item.author.id === me}
            />
          </li>
        ))}
      </ol>
    </section>
  ));
}

type MarkedProps = { item: Passage; board: Board; themes: Theme[]; classroomId: string; isMine: boolean };

function Marked({ item, board, themes, classroomId, isMine }: MarkedProps) {
  const to = classroomPaths(classroomId);
  return (
    <article>
      <Quote text={item.quote} theme={board.theme} href={to.comment(item.id)} lost={item.isLost} />
      {item.isLost && <p className="lost">This line is not in the text any more. The note is kept.</p>}
      {item.html && <Written html={item.html} />}
      <p className="by">
        <b>{isMine ? "You" : item.author.name}</b>
        {item.author.role === "teacher" && <span className="it">Teacher</span>}
        {item.paragraphNumber !== null && <span>{paragraphWords(item.paragraphNumber)}</span>}
        <OtherThemes themes={themes} ids={item.themeIds} but={board.theme.id} />
        <ScopeOf scope={item.scope} words={scopeWords(item.scope, isMine)} />
        {item.isHidden && <span>Hidden from the class</span>}
        {item.importedFrom && (
          <span>
            Written by {item.importedFrom.creator}, brought in from {item.importedFrom.source}
          </span>
        )}
        {item.replyCount > 0 && (
          <SoftLink href={to.comment(item.id)}>
            {item.replyCount === 1 ? "1 reply" : `${item.replyCount} replies`}
          </SoftLink>
        )}
        <Time value={item.createdAt} />
      </p>
    </article>
  );
}
