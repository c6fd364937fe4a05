import type { ClaimView } from "#domain/debate/claim";
import { CLAIM_QUALITIES } from "#domain/debate/moves";
import type { PhaseKind } from "#domain/debate/phases";
import { SIDE_NAMES, type Side } from "#domain/debate/sides";
import type { Swing } from "#domain/debate/swing";
import { plainTextOf } from "#domain/plain";
import { dateWords } from "../../../../../_ui/dates";
import { MARK_WORDS, nameOf, phaseTitle, QUALITY_WORDS, verbOf } from "../../debate-words";
import { type NamedVote, type Table, voteTables } from "../vote-tables";

/** All of a debate that a transcript tells. */
export type Told = {
  debate: {
    motion: string;
    instructions: string;
    sides: { side: Side; text: string }[];
    phases: { kind: PhaseKind }[];
    startsAt: string | null;
  };
  claims: ClaimView[];
  statements: { by: string | null; text: string }[];
  results: {
    swing: (Swing & { words: string }) | null;
    weights: Record<string, { counts: { convincing: number; to_the_point: number } }>;
  } | null;
  /** Who voted what, where the class was told that votes are shown by name. */
  votes: NamedVote[];
};

type In = { className: string; zone: string };

const moment = (iso: string, zone: string): string => dateWords(iso, "full", { zone, own: null, now: null });
/** One line, in which nothing is a sign of Markdown's. */
const line = (words: string): string => words.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");
const quoted = (words: string): string => words.replace(/^/gm, "> ");

const nameIn = (claims: readonly ClaimView[], id: string | null): string | null => {
  const one = claims.find((claim) => claim.id === id);
  return one ? nameOf(one) : null;
};

const placeOf = ({ title, number }: ClaimView["cited"][number]): string =>
  title ? `${title}${number === null ? "" : `, ¶${number}`}` : "";

const tablesOf = ({ results, votes, claims }: Told): Table[] =>
  results?.swing ? voteTables(results.swing, votes, claims) : [];

/** A table of Markdown's, below what it is of. */
function tableOf(table: Table): string[] {
  const title = `### ${line(table.title)}`;
  if ("words" in table) return [title, line(table.words)];
  const { head, rows } = table;
  const lines = [head, head.map(() => "---"), ...rows].map(
    (row, at) => `| ${row.map((one) => (at === 1 ? one : line(String(one)))).join(" | ")} |`,
  );
  return [title, lines.join("\n")];
}

/** The whole debate for reading, phase by phase. */
export function markdownOf(told: Told, { className, zone }: In): string {
  const { debate, claims, statements, results } = told;
  const pieces = [`# ${line(debate.motion)}`];
  const began = debate.startsAt ? `, ${moment(debate.startsAt, zone)}` : "";
  pieces.push(`*${line(className)}${began}*`);
  if (debate.instructions) pieces.push(quoted(line(debate.instructions)));
  pieces.push(debate.sides.map(({ side, text }) => `- **${SIDE_NAMES[side]}:** ${line(text)}`).join("\n"));
  if (results?.swing) pieces.push("## What came of it", line(results.swing.words));
  pieces.push(...tablesOf(told).flatMap(tableOf));
  for (const [at, { kind }] of debate.phases.entries()) {
    const own = claims.filter(({ phase }) => phase === at);
    if (own.length === 0) continue;
    pieces.push(`## ${phaseTitle(kind)}`, ...own.map((claim) => claimOf(claim, told, zone)));
  }
  if (claims.length === 0) pieces.push("Nothing was said.");
  if (statements.length > 0) pieces.push("## Joint statement");
  for (const { by, text } of statements) pieces.push(`### ${by ? line(by) : "The class"}`, quoted(text));
  return `${pieces.join("\n\n")}\n`;
}

function claimOf(claim: ClaimView, { claims, results }: Told, zone: string): string {
  const { side, cited, comment, marks, answersId, kind } = claim;
  const facts = [SIDE_NAMES[side], comment.author?.name ?? "", moment(comment.createdAt, zone)].filter(
    Boolean,
  );
  const answers = nameIn(claims, answersId);
  const head = `### ${nameOf(claim)}${answers ? ` ${verbOf(kind)} ${answers}` : ""}`;
  const passages = cited.map((passage) => {
    const place = placeOf(passage);
    return quoted(line(passage.exact)) + (place ? `\n>\n> ${line(place)}` : "");
  });
  const told = marks.map((mark) => MARK_WORDS[mark].toLowerCase());
  const marked = told.length > 0 ? [`Marked by the teacher: ${told.join(", ")}.`] : [];
  const said = [`*${line(facts.join(", "))}*`, line(plainTextOf(comment.html))];
  return [head, ...said, ...passages, ...marked, ...weighed(results?.weights[claim.id]?.counts)].join("\n\n");
}

/** "Weighed by the class: 2 convincing, 1 to the point." */
function weighed(counts: { convincing: number; to_the_point: number } | undefined): string[] {
  const told = counts
    ? CLAIM_QUALITIES.filter((quality) => counts[quality] > 0).map(
        (quality) => `${counts[quality]} ${QUALITY_WORDS[quality].toLowerCase()}`,
      )
    : [];
  return told.length > 0 ? [`Weighed by the class: ${told.join(", ")}.`] : [];
}

const HEAD = [
  "Number",
  "Kind",
  "Side",
  "Phase",
  "Answers",
  "Writer",
  "Said at (UTC)",
  "Text",
  "Passages",
  "Marks",
  "Convincing",
  "To the point",
];

/** A cell; what a table program would take for a formula is text. */
const cell = (value: string | number): string => {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

const KINDS = { claim: "Claim", rebuttal: "Rebuttal", concession: "Concession" };

/** What was said, a line each, for a table program; below it how the votes moved, a table after the other. */
export function csvOf(told: Told): string {
  const { debate, claims, results } = told;
  const rows = claims.map((claim) => {
    const { id, kind, side, phase, cited, comment, marks, answersId } = claim;
    const counts = results?.weights[id]?.counts;
    const phaseKind = debate.phases[phase]?.kind;
    return [
      nameOf(claim),
      KINDS[kind],
      SIDE_NAMES[side],
      phaseKind ? phaseTitle(phaseKind) : "",
      nameIn(claims, answersId) ?? "",
      comment.author?.name ?? "",
      comment.createdAt,
      plainTextOf(comment.html),
      cited.map((passage) => `“${passage.exact}” ${placeOf(passage)}`.trim()).join("\n"),
      marks.map((mark) => MARK_WORDS[mark]).join(", "),
      results ? (counts?.convincing ?? 0) : "",
      results ? (counts?.to_the_point ?? 0) : "",
    ];
  });
  // The mark at the beginning tells table programs that the letters are UTF-8.
  const below = tablesOf(told).flatMap((table) => [
    [],
    [table.title],
    ...("words" in table ? [[table.words]] : [table.head, ...table.rows]),
  ]);
  return `\uFEFF${[HEAD, ...rows, ...below].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
