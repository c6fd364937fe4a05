import { faultOfPhases, type Pace, PHASE_KINDS, type PhaseKind } from "#domain/debate/phases";
import type { Seating } from "#domain/debate/sides";
import type { JointMode } from "#domain/debate/statement";
import { TEMPLATES, type Template } from "#domain/debate/templates";
import { instantOf, wallOf } from "#domain/zone";
import { numberWords } from "../../../../_ui/words";

/** Where the motion comes from. */
export type Source = { from: "question"; key: string } | { from: "claim"; key: string } | { from: "own" };

/** A motion and what each side of it holds, as the guide has them. */
export type Motion = { motion: string; sides: string[] };

/** A phase as the form shows it: left out or not, and its length or its end as they are written. */
export type PhaseField = { kind: PhaseKind; on: boolean; minutes: string; endsAt: string };

/** The form as it is being filled in. All of it is kept on the device until the debate is set up. */
export type Setup = Motion & {
  /** What is sent twice by one form is one debate. */
  id: string;
  template: Template["key"];
  instructions: string;
  seating: Seating;
  isNamed: boolean;
  joint: JointMode;
  pace: Pace;
  /** Empty: at once. */
  startsAt: string;
  /** Every phase there is, in their order. */
  phases: PhaseField[];
};

const DAY = 24 * 60;
const END_OF_SCHOOL = 16;
const MINUTES_MAX = 600;

/** So many days from now when school is out, as a datetime field takes it. */
function inDays(days: number, now: number, zone: string): string {
  const { year, month, date } = wallOf(now, zone);
  return new Date(Date.UTC(year, month, date + days, END_OF_SCHOOL)).toISOString().slice(0, 16);
}

const templateOf = (key: Template["key"]): Template => {
  const found = TEMPLATES.find((template) => template.key === key);
  if (!found) throw new Error(`no template ${key}`);
  return found;
};

/** The days that the phases of a debate over days end on. A phase without a length of days has one. */
function withDays(
  phases: PhaseField[],
  minutes: Partial<Record<PhaseKind, number>>,
  now: number,
  zone: string,
) {
  let days = 0;
  return phases.map((phase): PhaseField => {
    if (phase.on) days += Math.max(1, Math.round((minutes[phase.kind] ?? DAY) / DAY));
    return { ...phase, endsAt: inDays(Math.max(1, days), now, zone) };
  });
}

/** The form with the phases of a template; its words stay. */
export function withTemplate(setup: Setup, key: Template["key"], now: number, zone: string): Setup {
  const template = templateOf(key);
  const minutes: Partial<Record<PhaseKind, number>> = Object.fromEntries(
    template.phases.map((phase) => [phase.kind, phase.minutes]),
  );
  const phases = PHASE_KINDS.map((kind): PhaseField => {
    const length = minutes[kind];
    return {
      kind,
      on: length !== undefined,
      minutes: String(length === undefined || length > MINUTES_MAX ? 10 : length),
      endsAt: "",
    };
  });
  return {
    ...setup,
    template: key,
    pace: template.pace,
    startsAt: "",
    phases: withDays(phases, template.pace === "dated" ? minutes : {}, now, zone),
  };
}

/** The form as a teacher finds it. */
export const usualSetup = (id: string, { motion, sides }: Motion, now: number, zone: string): Setup =>
  withTemplate(
    {
      id,
      motion,
      sides,
      template: "lesson",
      instructions: "",
      seating: "random",
      isNamed: false,
      joint: "group",
      pace: "timed",
      startsAt: "",
      phases: [],
    },
    "lesson",
    now,
    zone,
  );

/** The form with a phase taken in or left out; of two votes there are both or none. */
export function withPhase(setup: Setup, kind: PhaseKind, on: boolean): Setup {
  const isVote = kind === "entry_vote" || kind === "exit_vote";
  return {
    ...setup,
    phases: setup.phases.map((phase) =>
      phase.kind === kind || (isVote && (phase.kind === "entry_vote" || phase.kind === "exit_vote"))
        ? { ...phase, on }
        : phase,
    ),
  };
}

type Moment = { kind: PhaseKind; endsAt: string };
type Length = { kind: PhaseKind; minutes: number };

/** What the API takes. */
export type Terms = {
  id: string;
  motion: string;
  instructions: string;
  sides: string[];
  seating: Seating;
  isNamed: boolean;
  joint: JointMode;
  schedule:
    | { pace: "timed"; phases: Length[] }
    | { pace: "dated"; startsAt: string | null; phases: Moment[] };
};

type Problems = Record<string, string>;

/** Reads the form: what it comes to, and what is wrong with it by field. */
export function termsOf(setup: Setup, now: number, zone: string): { terms: Terms; problems: Problems } {
  const problems: Problems = {};
  if (!setup.motion.trim()) problems.motion = "Write the motion.";
  for (const [at, side] of setup.sides.entries())
    if (!side.trim()) problems[`side-${at}`] = "Say what this side holds.";
  const phases = setup.phases.filter(({ on }) => on);
  const fault = faultOfPhases(phases.map(({ kind }) => kind));
  if (fault) problems.schedule = fault;
  const { id, instructions, seating, isNamed, joint } = setup;
  const schedule =
    setup.pace === "timed"
      ? lengthsOf(phases, problems)
      : momentsOf(setup.startsAt, phases, now, zone, problems);
  const terms = {
    id,
    motion: setup.motion.trim(),
    instructions: instructions.trim(),
    sides: setup.sides.map((side) => side.trim()),
    seating,
    isNamed,
    joint,
    schedule,
  };
  return { terms, problems };
}

function lengthsOf(phases: PhaseField[], problems: Problems): Terms["schedule"] {
  const lengths = phases.map(({ kind, minutes }) => {
    const length = Number(minutes);
    if (!minutes.trim() || !Number.isInteger(length) || length < 1 || length > MINUTES_MAX)
      problems[`phase-${kind}`] = `Write whole minutes, from 1 to ${MINUTES_MAX}.`;
    return { kind, minutes: length };
  });
  return { pace: "timed", phases: lengths };
}

function momentsOf(
  begins: string,
  phases: PhaseField[],
  now: number,
  zone: string,
  problems: Problems,
): Terms["schedule"] {
  const startsAt = begins ? instantOf(begins, zone) : null;
  if (begins && startsAt === null) problems.startsAt = "Choose a day and a time.";
  let last = Math.max(now, startsAt === null ? now : Date.parse(startsAt));
  const moments = phases.map(({ kind, endsAt: written }) => {
    const endsAt = instantOf(written, zone);
    if (endsAt === null) problems[`phase-${kind}`] = "Choose a day and a time.";
    else if (Date.parse(endsAt) <= last)
      problems[`phase-${kind}`] = "Each phase ends after the one before it, and none in the past.";
    else last = Date.parse(endsAt);
    return { kind, endsAt: endsAt ?? "" };
  });
  return { pace: "dated", startsAt, phases: moments };
}

/** By which field of the form the server's sentence is said. */
export function fieldOf(name: string): string {
  const side = /^sides\.(\d)/.exec(name);
  if (side) return `side-${side[1]}`;
  if (name === "motion" || name === "instructions") return name;
  return "schedule";
}

const SEATED: Record<Seating, string> = {
  random: "Sides are dealt at random.",
  chosen: "Everybody chooses a side.",
  teacher: "You give everybody a side.",
};

/** What it comes to, in sentences: "Seven phases, 45 minutes. …" */
export function setupWords({ phases, pace, seating, isNamed, joint }: Setup): string {
  const chosen = phases.filter(({ on }) => on);
  const has = (kind: PhaseKind) => chosen.some((phase) => phase.kind === kind);
  const count = `${numberWords(chosen.length, true)} ${chosen.length === 1 ? "phase" : "phases"}`;
  const minutes = chosen.reduce((sum, phase) => sum + (Number(phase.minutes) || 0), 0);
  return [
    pace === "timed"
      ? `${count}, ${minutes} minutes. The clock starts when you start it.`
      : `${count} over days.`,
    SEATED[seating],
    has("switch") ? "Then each argues one claim for the other side." : "",
    has("entry_vote")
      ? isNamed
        ? "Votes are shown by name at the end, and the class is told so before the first."
        : "Votes are secret, from you too."
      : "Nobody votes.",
    has("joint")
      ? joint === "group"
        ? "In the end each group writes a joint statement."
        : "In the end each writes a statement, and the class chooses one."
      : "",
  ]
    .filter(Boolean)
    .join(" ");
}
