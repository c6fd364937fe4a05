import { MOVES_PER_PHASE_MAX } from "#domain/debate/moves";
import { Time } from "../../../../_ui/time";
import { lengthWords, PHASE_TASKS, phaseTitle } from "../debate-words";
import { Clock } from "./clock";
import type { Debate } from "./page-types";

/** The phases as a ruler, with the clock at the one that is on; below it what is to be done in it. */
export function Phases({ debate }: { debate: Debate }) {
  return (
    <>
      <ol className="phases" aria-label="Phases">
        {debate.phases.map((phase, at) => (
          <li
            key={phase.kind}
            className={at < debate.phase ? "done" : at === debate.phase ? "now" : undefined}
            aria-current={at === debate.phase ? "step" : undefined}
          >
            <b>{phaseTitle(phase.kind)}</b>
            <span>
              <When debate={debate} at={at} />
            </span>
          </li>
        ))}
      </ol>
      <p className="dnow" tabIndex={-1}>
        {standingWords(debate)}
      </p>
    </>
  );
}

function When({ debate, at }: { debate: Debate; at: number }) {
  const { phases, phase, pace, now, pausedAt, state } = debate;
  const one = phases[at];
  if (!one) return null;
  if (at < phase) return "over";
  if (at > phase) {
    if (pace === "dated" && one.endsAt)
      return (
        <>
          until <Time value={one.endsAt} form="due" />
        </>
      );
    return lengthWords(one.minutes);
  }
  if (!one.endsAt) return null;
  return (
    <>
      {pace === "timed" ? (
        <>
          <Clock said={now} endsAt={one.endsAt} pausedAt={pausedAt} /> left
        </>
      ) : (
        <>
          closes <Time value={one.endsAt} form="due" />
        </>
      )}
      {state === "paused" && ", paused"}
    </>
  );
}

function standingWords({ state, phase, phases, mine, teacherName, pace, isWithdrawn }: Debate): string {
  if (isWithdrawn) return "What was said stays as it was, and nothing is added.";
  if (state === "closed") return "This debate is over. What was said stays as it was.";
  if (state === "waiting")
    return pace === "timed"
      ? `This debate has not begun. ${mine ? `${teacherName} begins it.` : "Begin it when the class is ready."}`
      : "This debate has not begun.";
  if (state === "paused")
    return mine
      ? `${teacherName} has paused the debate. You can go on writing, and post it when the clock runs again.`
      : "The clock stands still. Nothing is said or voted until it goes on.";
  const kind = phases[phase]?.kind;
  if (kind === "switch" && mine && mine.saidInPhase > 0)
    return "You have argued your claim for the other side. Read what the others make of yours.";
  if (mine && mine.saidInPhase >= MOVES_PER_PHASE_MAX)
    return `You have said ${MOVES_PER_PHASE_MAX} things in this phase. Let the others be heard.`;
  return kind ? PHASE_TASKS[kind] : "";
}
