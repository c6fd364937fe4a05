import type { HeatSection, ThemeLine } from "#domain/board";
import { numberWords } from "../../../_ui/words";

/** "One passage", "14 passages". */
export const passageWords = (count: number, capital = false): string =>
  `${numberWords(count, capital)} ${count === 1 ? "passage" : "passages"}`;

/** What the class has marked, in a sentence. */
export function boardsWords(passages: number, themes: readonly ThemeLine[]): string {
  if (passages === 0) return "Nothing is marked in a theme yet.";
  const counts = themes.map((theme) => theme.passages);
  const most = Math.max(...counts);
  const leading = themes.filter((theme) => theme.passages === most);
  const said = `${passageWords(passages, true)} ${passages === 1 ? "is" : "are"} marked`;
  const [first] = leading;
  if (!first || themes.filter((theme) => theme.passages > 0).length === 1)
    return `${said}, ${passages === 1 ? "" : "all "}in ${leading[0]?.name}.`;
  if (leading.length > 1) return `${said}.`;
  return most * 2 > passages
    ? `${said}, most of them in ${first.name}.`
    : `${said}. ${first.name} has the most.`;
}

/** What stands in one theme, in a sentence. */
export function boardWords({ passages, people }: ThemeLine, sections: number): string {
  if (passages === 0) return "Nothing is marked in this theme yet. Select a line in the text and mark it.";
  const by = people === 1 ? "one person" : `${numberWords(people)} people`;
  const across = sections > 1 ? `, across ${numberWords(sections)} sections` : "";
  return `${passageWords(passages, true)}, marked by ${by}${across}.`;
}

/** What of a board is shown, when it is not all. */
export function shownWords(shown: number, title: string | undefined, person: string | undefined): string {
  const whose = person ? ` by ${person}` : "";
  const where = title ? ` in ${title}` : "";
  return `${passageWords(shown, true)}${whose}${where}.`;
}

const STEPS = 5;

/** How strongly a cell is drawn, 0 to 5. Below five passages the number is the step: one is not as strong as many. */
export const heatOf = (count: number, most: number): number =>
  count === 0 ? 0 : Math.max(1, Math.ceil((count / Math.max(most, STEPS)) * STEPS));

/** How wide a paragraph is drawn, by its length: the shortest still holds a number. */
export const widthOf = (length: number): number => Math.min(14, Math.max(3, Math.round(length / 90)));

/** The most that one cell of a map holds. */
export const mostOf = (sections: readonly HeatSection[], themeId: string | null): number =>
  Math.max(
    0,
    ...sections.flatMap(({ paragraphs }) =>
      paragraphs.map((paragraph) => (themeId ? (paragraph.themes[themeId] ?? 0) : paragraph.passages)),
    ),
  );

/** A paragraph's name in a cell. */
export const paragraphWords = (number: number | null): string =>
  number === null ? "quotation" : `paragraph ${number}`;
