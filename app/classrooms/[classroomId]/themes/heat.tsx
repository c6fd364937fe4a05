import type { Route } from "next";
import type { CSSProperties } from "react";
import type { HeatParagraph, HeatSection, ThemeLine } from "#domain/board";
import { classroomPaths } from "../../../_ui/frame";
import { SoftLink } from "../../../_ui/soft-link";
import { ThemeSign } from "../_comments/theme-sign";
import { addressOf } from "../_notes/note-parts";
import { heatOf, mostOf, paragraphWords, widthOf } from "./board-words";

type CellProps = { count: number; most: number; length: number; name: string; href: Route };

/** One paragraph: how many passages, printed, on a step of the scale. Nothing there leads nowhere. */
function Cell({ count, most, length, name, href }: CellProps) {
  return (
    <td className={`h${heatOf(count, most)}`} style={{ "--w": widthOf(length) } as CSSProperties}>
      {count > 0 ? (
        <SoftLink href={href} aria-label={`${name}: ${count} ${count === 1 ? "passage" : "passages"}`}>
          {count}
        </SoftLink>
      ) : (
        <span>
          <span className="vh">{name}: none</span>
        </span>
      )}
    </td>
  );
}

type MapProps = { classroomId: string; sections: HeatSection[]; theme: ThemeLine | null };

/** Every section a row, every paragraph a block: of one theme, or of all. */
export function SectionMap({ classroomId, sections, theme }: MapProps) {
  const to = classroomPaths(classroomId);
  const most = mostOf(sections, theme?.id ?? null);
  const leadTo = (path: string, { key }: HeatParagraph) =>
    theme ? addressOf(to.theme(theme.id), { section: path }) : (`${to.section(path)}#${key}` as Route);
  return (
    <table className="heat">
      <caption className="vh">
        {theme ? `Passages in ${theme.name}` : "Passages in any theme"}, by section and paragraph
      </caption>
      <tbody>
        {sections.map((section) => (
          <tr key={section.path}>
            <th scope="row">
              <SoftLink href={addressOf(to.themes, { section: section.path })} stay>
                {section.title}
              </SoftLink>
            </th>
            {section.isLocked ? (
              <td className="lck">Not open yet</td>
            ) : (
              section.paragraphs.map((paragraph) => (
                <Cell
                  key={paragraph.key}
                  count={theme ? (paragraph.themes[theme.id] ?? 0) : paragraph.passages}
                  most={most}
                  length={paragraph.length}
                  name={`${section.title}, ${paragraphWords(paragraph.number)}`}
                  href={leadTo(section.path, paragraph)}
                />
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One section: every theme a row, every paragraph a column. */
export function ThemeMap({
  classroomId,
  section,
  themes,
}: {
  classroomId: string;
  section: HeatSection;
  themes: ThemeLine[];
}) {
  const to = classroomPaths(classroomId);
  const most = Math.max(0, ...themes.map(({ id }) => mostOf([section], id)));
  return (
    <table className="heat">
      <caption className="vh">Passages in {section.title}, by theme and paragraph</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">Theme</span>
          </th>
          {section.paragraphs.map(({ key, number, length }) => (
            <td key={key} style={{ "--w": widthOf(length) } as CSSProperties}>
              <span aria-hidden="true">{number ?? "“"}</span>
            </td>
          ))}
        </tr>
      </thead>
      <tbody>
        {themes.map((theme) => (
          <tr key={theme.id}>
            <th scope="row">
              <SoftLink href={addressOf(to.theme(theme.id), { section: section.path })}>
                <ThemeSign theme={theme} />
                {theme.name}
              </SoftLink>
            </th>
            {section.paragraphs.map((paragraph) => (
              <Cell
                key={paragraph.key}
                count={paragraph.themes[theme.id] ?? 0}
                most={most}
                length={paragraph.length}
                name={`${theme.name}, ${paragraphWords(paragraph.number)}`}
                href={addressOf(to.theme(theme.id), { section: section.path })}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same numbers as a plain table: every paragraph that carries something, by theme. */
export function HeatTable({ sections, themes }: { sections: HeatSection[]; themes: ThemeLine[] }) {
  const rows = sections.flatMap((section) =>
    section.paragraphs
      .filter(({ passages }) => passages > 0)
      .map((paragraph) => ({ title: section.title, path: section.path, ...paragraph })),
  );
  return (
    <details className="twin">
      <summary>Show as a table</summary>
      {/* Wider than a phone: it scrolls by itself, and by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached */}
      <section className="wide" tabIndex={0} aria-label="Passages by paragraph and theme">
        <table>
          <caption>Paragraphs without a marked passage are left out.</caption>
          <thead>
            <tr>
              <th scope="col">Section</th>
              <th scope="col">Paragraph</th>
              {themes.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">Any theme</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.path}/${row.key}`}>
                <th scope="row">{row.title}</th>
                <td>{row.number ?? "Quotation"}</td>
                {themes.map(({ id }) => (
                  <td key={id}>{row.themes[id] ?? 0}</td>
                ))}
                <td>{row.passages}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
