import { NOTE_AUDIENCES, type NoteAudience } from "./audience";
import { type Mark, MOTIVATIONS, type Motivation } from "./note";
import { plainTextOf } from "./plain";

/** How much of a note's words its mark carries. */
export const EXCERPT_CHARS = 120;

/**
 * The marks of a section as PostgreSQL writes them and the page is sent them: JSON that nobody on the way reads, by
 * writer, each mark a line. Six hundred marks as objects with names would be most of what a page costs.
 */
type Packed = [authorId: string, authorName: string, isTeacher: boolean, lines: string[]][];

// id start length, initials of motivation and audience, replies moment themes, and the beginning of the safe HTML.
const LINE = /^(\S+) (\d+) (\d+) (\w)(\w) (\d+) (\d+) (\S+) (.*)$/s;
/** No two begin alike. */
const MOTIVATION = new Map<string, Motivation>(MOTIVATIONS.map((word) => [word.charAt(0), word]));
const AUDIENCE = new Map<string, NoteAudience>(NOTE_AUDIENCES.map((word) => [word.charAt(0), word]));

/**
 * Reads packed marks, by place in the text.
 *
 * @param packed    what `readMarks` answered
 * @param themeIds  the class's themes, in the order it was asked with
 */
export function unpackMarks(packed: string, themeIds: readonly string[]): Mark[] {
  return (JSON.parse(packed) as Packed)
    .flatMap(([authorId, authorName, isTeacher, lines]) =>
      lines.map((line) => markOf(line, { authorId, authorName, isTeacher }, themeIds)),
    )
    .sort(compareMarks);
}

function markOf(
  line: string,
  author: Pick<Mark, "authorId" | "authorName" | "isTeacher">,
  themeIds: readonly string[],
): Mark {
  const [, id = "", start, length, why = "", whom = "", replies, moment, themes = "", html = ""] =
    LINE.exec(line) ?? [];
  const motivation = MOTIVATION.get(why);
  const audience = AUDIENCE.get(whom);
  if (!motivation || !audience) throw new Error("no line of packed marks");
  return {
    id,
    start: Number(start),
    end: Number(start) + Number(length),
    themeIds: themes === "-" ? [] : themes.split(",").flatMap((place) => themeIds[Number(place) - 1] ?? []),
    motivation,
    audience,
    ...author,
    excerpt: excerptOf(html),
    replyCount: Number(replies),
    createdAt: new Date(Number(moment)).toISOString(),
  };
}

/** The beginning of a note's words, from the beginning of its HTML: that may end within a tag or a character's name. */
function excerptOf(html: string): string {
  const whole = html.replace(/(?:<[^>]*|&[^;\s]*)$/, "");
  const words = plainTextOf(whole).slice(0, EXCERPT_CHARS);
  // All that was sent is the address of a link: there are words, whatever they are.
  return words === "" && whole !== html ? "…" : words;
}

/** By place in the text: earlier first, of two that begin together the longer first, then by time. */
export const compareMarks = (a: Mark, b: Mark): number =>
  a.start - b.start || b.end - a.end || compareText(a.createdAt, b.createdAt) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
