import type { Metadata } from "next";
import type { Boards, ThemeLine } from "#domain/board";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { SoftLink } from "../../../_ui/soft-link";
import { ThemeSign } from "../_comments/theme-sign";
import { addressOf } from "../_notes/note-parts";
import { boardsWords, passageWords } from "./board-words";
import { HeatTable, SectionMap, ThemeMap } from "./heat";
import "../_notes/notes-pages.css";

export const metadata: Metadata = { title: "Themes" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function ThemesPage({ params, searchParams }: Props) {
  const [{ classroomId }, asked] = await Promise.all([params, searchParams]);
  const to = classroomPaths(classroomId);
  const { frame, ...boards } = await forPage(to.themes, (api) => api.notes.boards({ classroomId }));
  const section = boards.sections.find(({ path }) => path === one(asked.section));
  const theme = boards.themes.find(({ id }) => id === one(asked.theme)) ?? null;
  return (
    <Shell frame={frame} current={null}>
      <main className="nt" id="main">
        <p className="it">Themes</p>
        <h1>{boardsWords(boards.passages, boards.themes)}</h1>
        <p className="st">
          {boards.passages === 0
            ? "Select a line in the text and give it a theme. What the class marks will be gathered here."
            : "What you may see of it, from everybody. Open a theme to read what was marked, and why."}
          {boards.lost > 0 &&
            ` ${passageWords(boards.lost, true)} lost the line and ${boards.lost === 1 ? "is" : "are"} not on the map.`}
        </p>
        <section aria-labelledby="all-themes">
          <div className="hd">
            <h2 id="all-themes">Every theme</h2>
            <SoftLink className="lnk" href={to.notes}>
              My notes
            </SoftLink>
          </div>
          <ThemeList classroomId={classroomId} themes={boards.themes} />
        </section>
        <HeatMap classroomId={classroomId} boards={boards} section={section} theme={theme} />
      </main>
    </Shell>
  );
}

function ThemeList({ classroomId, themes }: { classroomId: string; themes: ThemeLine[] }) {
  const to = classroomPaths(classroomId);
  return (
    <ul className="thl">
      {themes.map((theme) => (
        <li key={theme.id} data-ink={theme.ink ?? undefined}>
          <ThemeSign theme={theme} />
          <SoftLink className={theme.ink ? "stroke" : undefined} href={to.theme(theme.id)}>
            {theme.name}
          </SoftLink>
          <span className="n">
            {theme.passages === 0 ? "none yet" : passageWords(theme.passages)}
            {theme.isRetired && ", no longer in use"}
          </span>
          {theme.definition && <p>{theme.definition}</p>}
        </li>
      ))}
    </ul>
  );
}

type MapProps = {
  classroomId: string;
  boards: Boards;
  section: Boards["sections"][number] | undefined;
  theme: ThemeLine | null;
};

function HeatMap({ classroomId, boards, section, theme }: MapProps) {
  const to = classroomPaths(classroomId);
  return (
    <section aria-labelledby="where">
      <div className="hd">
        <h2 id="where">{section ? `Where ${section.title} is marked` : "Where the class marked"}</h2>
        {section ? (
          <SoftLink className="lnk" href={to.themes} stay>
            All sections
          </SoftLink>
        ) : (
          <nav className="fil" aria-label="Which theme">
            <SoftLink href={to.themes} stay aria-current={theme ? undefined : "true"}>
              Any
            </SoftLink>
            {boards.themes.map((each) => (
              <SoftLink
                key={each.id}
                href={addressOf(to.themes, { theme: each.id })}
                stay
                aria-current={each.id === theme?.id ? "true" : undefined}
                aria-label={each.name}
                title={each.name}
              >
                <ThemeSign theme={each} />
              </SoftLink>
            ))}
          </nav>
        )}
      </div>
      {section ? (
        <ThemeMap classroomId={classroomId} section={section} themes={boards.themes} />
      ) : (
        <SectionMap classroomId={classroomId} sections={boards.sections} theme={theme} />
      )}
      <p className="key">
        One block is one paragraph, as long as it is on the page. The number is how many passages begin in it
        {theme && !section ? ` that are marked in ${theme.name}` : section ? " in each theme" : ""}.
        {!section && " A section’s name opens it by theme."}
      </p>
      {section && (
        <p className="way">
          <a
            className="lnk"
            href={addressOf(to.noteExport, { of: "section", section: section.path, format: "md" })}
            download
          >
            Save this section’s notes
          </a>
          <a
            className="lnk"
            href={addressOf(to.noteExport, { of: "section", section: section.path, format: "jsonld" })}
            download
          >
            Save them as JSON-LD
          </a>
        </p>
      )}
      {boards.passages > 0 && (
        <HeatTable sections={section ? [section] : boards.sections} themes={boards.themes} />
      )}
    </section>
  );
}
