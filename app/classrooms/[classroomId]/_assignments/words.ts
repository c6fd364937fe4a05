import { standingOf, type Tally } from "#domain/tally";
import { numberWords } from "../../../_ui/words";

/** What is asked of the class, as the API sends it. */
export type Assignment = {
  id: string;
  teacherName: string;
  instructions: string;
  sections: { id: string; path: string; title: string; opensAt: string | null }[];
  notesMin: number;
  needsTheme: boolean;
  needsReason: boolean;
  opensAt: string;
  dueAt: string;
  isPast: boolean;
  withdrawnAt: string | null;
  tally: Tally | null;
};

type Rule = Pick<Assignment, "notesMin" | "needsTheme" | "needsReason">;

/** "two notes", "one note". */
export const notesWords = (count: number, capital = false): string =>
  `${numberWords(count, capital)} ${count === 1 ? "note" : "notes"}`;

/** ", each with a theme and a reason"; nothing when any note will do. */
function besides({ notesMin, needsTheme, needsReason }: Rule): string {
  const wanted = [needsTheme ? "a theme" : "", needsReason ? "a reason" : ""].filter(Boolean).join(" and ");
  if (!wanted) return "";
  return notesMin === 1 ? ` with ${wanted}` : `, each with ${wanted}`;
}

/** "Two notes, each with a theme and a reason". */
export const ruleWords = (rule: Rule): string => `${notesWords(rule.notesMin, true)}${besides(rule)}`;

/** "Life at Hailsham", "Life at Hailsham and The Cottages", "three sections". */
export function placesWords(sections: Assignment["sections"]): string {
  const titles = sections.map(({ title }) => title);
  if (titles.length === 0) return "sections that are not in the guide any more";
  return titles.length <= 2 ? titles.join(" and ") : `${numberWords(titles.length)} sections`;
}

/** "Two notes on Life at Hailsham". */
export const titleOf = (assignment: Assignment): string =>
  `${notesWords(assignment.notesMin, true)} on ${placesWords(assignment.sections)}`;

/** The first of its sections that can be read now, or the first. */
export const firstOf = ({ sections }: Assignment) =>
  sections.find(({ opensAt }) => opensAt === null) ?? sections[0] ?? null;

/** A student's own tally in a sentence or two: "2 of 3 notes. One still needs a reason." */
export function tallyWords({ tally, notesMin, isPast }: Assignment): string {
  if (!tally) return "";
  const { inTime, late } = tally;
  const standing = standingOf(tally, notesMin);
  const of = notesWords(notesMin);
  if (standing === "done") return `${doneWords(inTime, notesMin)} Done.`;
  if (standing === "late") return `${doneWords(inTime + late, notesMin)} Done, ${lateWords(late)}.`;
  const written = inTime + late;
  const count = written === 0 ? `None of the ${of} yet.` : `${written} of ${notesMin} notes.`;
  const lacking = lackWords(tally);
  const over = isPast ? " The deadline is over; what you write now is marked as late." : "";
  return `${count}${late > 0 && !lacking ? ` ${numberWords(late, true)} of them late.` : ""}${lacking ? ` ${lacking}` : ""}${over}`;
}

const doneWords = (written: number, min: number): string =>
  written > min
    ? `${written} notes, ${min} were asked.`
    : `${written} of ${min} ${min === 1 ? "note" : "notes"}.`;

const lateWords = (late: number): string => `${numberWords(late)} of them after the deadline`;

/** "One still needs a reason." Of a note that lacks both, both are said. */
function lackWords({ withoutTheme, withoutReason }: Tally): string {
  const one = (count: number, what: string) =>
    count === 0 ? "" : `${numberWords(count, true)} still ${count === 1 ? "needs" : "need"} ${what}.`;
  return [one(withoutReason, "a reason"), one(withoutTheme, "a theme")].filter(Boolean).join(" ");
}

/** Beside an assignment in a list: "One written, one to go". */
export function progressWords(assignment: Assignment): string {
  const { tally, notesMin, isPast } = assignment;
  if (!tally) return "";
  const standing = standingOf(tally, notesMin);
  if (standing === "done") return "Done";
  if (standing === "late") return "Done, late";
  const written = tally.inTime + tally.late;
  const left = numberWords(notesMin - written);
  const lacking = lackWords(tally);
  if (lacking) return `${written} of ${notesMin} notes. ${lacking}`;
  if (isPast) return `The deadline is over, ${left} still to write`;
  return written === 0 ? "None written yet" : `${numberWords(written, true)} written, ${left} to go`;
}

/** Whether somebody still has something to write for it; of teachers never. */
export const isOpen = ({ tally, notesMin }: Assignment): boolean =>
  tally !== null && standingOf(tally, notesMin) === "open";

/** What students have to do in each section, the soonest first, by the section's path: for the contents. */
export function dueByPath(due: readonly Assignment[]): Record<string, string> {
  const by: Record<string, string> = {};
  for (const assignment of due) {
    if (assignment.isPast || (assignment.tally !== null && !isOpen(assignment))) continue;
    for (const { path } of assignment.sections) by[path] ??= assignment.dueAt;
  }
  return by;
}
