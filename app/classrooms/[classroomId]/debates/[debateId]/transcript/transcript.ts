import type { ClaimView } from "#domain/debate/claim";
import type { PhaseKind } from "#domain/debate/phases";
import { SIDE_NAMES, type Side } from "#domain/debate/sides";
import { plainTextOf } from "#domain/plain";
import { dateWords } from "../../../../../_ui/dates";
import { MARK_WORDS, nameOf, phaseTitle, verbOf } from "../../debate-words";

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
    swing: { words: string } | null;
    weights: Record<string, { counts: { convincing: number; to_the_point: number } }>;
  } | null;
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

/** The whole debate for reading, phase by phase. */
export function markdownOf({ debate, claims, statements, results }: Told, { className, zone }: In): string {
  const pieces = [`# ${line(debate.motion)}`];
  const began = debate.startsAt ? `, ${moment(debate.startsAt, zone)}` : "";
  pieces.push(`*${line(className)}${began}*`);
  if (debate.instructions) pieces.push(quoted(line(debate.instructions)));
  pieces.push(debate.sides.map(({ side, text }) => `- **${SIDE_NAMES[side]}:** ${line(text)}`).join("\n"));
  if (results?.swing) pieces.push("## What came of it", line(results.swing.words));
  for (const [at, { kind }] of debate.phases.entries()) {
    const own = claims.filter(({ phase }) => phase === at);
    if (own.length === 0) continue;
    pieces.push(`## ${phaseTitle(kind)}`, ...own.map((claim) => claimOf(claim, claims, zone)));
  }
  if (claims.length === 0) pieces.push("Nothing was said.");
  if (statements.length > 0) pieces.push("## Joint statement");
  for (const { by, text } of statements) pieces.push(`### ${by ? line(by) : "The class"}`, quoted(text));
  return `${pieces.join("\n\n")}\n`;
}

function claimOf(claim: ClaimView, claims: readonly ClaimView[], zone: string): string {
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
  return [head, `*${line(facts.join(", "))}*`, line(plainTextOf(comment.html)), ...passages, ...marked].join(
    "\n\n",
  );
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

/** What was said, a line each, for a table program. */
export function csvOf({ debate, claims, results }: Told): string {
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
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
