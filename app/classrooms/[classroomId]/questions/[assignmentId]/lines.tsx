import type { Route } from "next";
import type { Theme } from "#domain/note";
import { classroomPaths } from "../../../../_ui/frame";
import { SoftLink } from "../../../../_ui/soft-link";
import type { Cited } from "./page-types";

const LINES_SHOWN = 5;

/** Where a passage stands in the guide, as an address; null where the guide has no such section any more. */
export function citedHref(classroomId: string, { path, key }: Cited): Route | null {
  if (path === null) return null;
  const section = classroomPaths(classroomId).section(path);
  return key === null ? section : (`${section}#${key}` as Route);
}

type LinesProps = { cited: Record<string, Cited[]>; themes: Theme[]; classroomId: string };

/** The passages that more than one answer rests on, the most used first. */
export function Lines({ cited, themes, classroomId }: LinesProps) {
  const lines = leanedOn(cited);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="leaned-on">
      <h2 id="leaned-on">Lines the class leaned on</h2>
      <ul>
        {lines.map(({ passage, count }) => {
          const href = citedHref(classroomId, passage);
          const theme = themes.find(({ id }) => id === passage.themeId);
          return (
            <li key={`${passage.sectionId} ${passage.start} ${passage.end}`}>
              <p className="ev" data-ink={theme?.ink ?? undefined}>
                {theme?.ink && <span className="sign" aria-hidden="true" />}
                <span className={theme?.ink ? "stroke" : "cited"}>{passage.exact}</span>
                {theme && <span className="vh">, marked by the class as {theme.name}</span>}
                <span className="ref">
                  {href ? <SoftLink href={href}>{placeWords(passage)}</SoftLink> : placeWords(passage)}, used{" "}
                  {count} times
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const placeWords = ({ number, title }: Cited): string =>
  number === null ? (title ?? "No longer in the guide") : `¶${number}`;

function leanedOn(cited: Record<string, Cited[]>): { passage: Cited; count: number }[] {
  const lines = new Map<string, { passage: Cited; count: number }>();
  for (const passage of Object.values(cited).flat()) {
    const key = `${passage.sectionId} ${passage.start ?? passage.exact} ${passage.end}`;
    const line = lines.get(key) ?? { passage, count: 0 };
    line.count++;
    lines.set(key, line);
  }
  return [...lines.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count)
    .slice(0, LINES_SHOWN);
}
