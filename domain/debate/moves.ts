import type { PhaseKind, Standing } from "./phases";
import { SIDE_NAMES, type Side, switched } from "./sides";

/** What somebody says in a debate: a point of their side, an answer to one, or that one of the others' holds. */
export const MOVE_KINDS = ["claim", "rebuttal", "concession"] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** What a teacher finds wanting in a claim. */
export const CLAIM_MARKS = ["unsupported", "unclear", "duplicate", "off_text"] as const;
export type ClaimMark = (typeof CLAIM_MARKS)[number];

/** What anybody says of a claim once the debate is over. */
export const CLAIM_QUALITIES = ["convincing", "to_the_point"] as const;
export type ClaimQuality = (typeof CLAIM_QUALITIES)[number];

/** A point takes a few sentences; what is longer is two points. */
export const CLAIM_MAX_CHARS = 600;
export const CLAIM_PASSAGES_MAX = 4;
/** What one person says in one phase: enough for any lesson, and the others are heard too. */
export const MOVES_PER_PHASE_MAX = 8;
export const CONFIDENCE_MAX = 5;

const MOVES: Record<PhaseKind, readonly MoveKind[]> = {
  entry_vote: [],
  prepare: [],
  opening: ["claim"],
  rebuttal: ["rebuttal", "concession"],
  switch: ["claim"],
  closing: ["claim", "concession"],
  exit_vote: [],
  joint: [],
};

/** What is said in a phase. */
export const movesIn = (kind: PhaseKind | null): readonly MoveKind[] => (kind === null ? [] : MOVES[kind]);

/** What one person says at most in a phase: of the other side's case one point is argued. */
export const mostIn = (kind: PhaseKind): number => (kind === "switch" ? 1 : MOVES_PER_PHASE_MAX);

/** Whether something said can be answered, or conceded: who concedes a point leaves nothing to say against. */
export const isAnswerable = (kind: MoveKind): boolean => kind !== "concession";

/** How somebody stands in a debate. */
export type Speaker = {
  /** Null: no seat yet. */
  side: Side | null;
  sides: readonly Side[];
  /** What they have said in the phase that is on. */
  saidInPhase: number;
};

/** The side somebody speaks for in a phase; null without a seat. */
export const sideIn = ({ side, sides }: Speaker, kind: PhaseKind | null): Side | null =>
  side !== null && kind === "switch" ? switched(side, sides) : side;

/** A move as it is handed in. */
export type Move = {
  kind: MoveKind;
  side: Side;
  text: string;
  passages: number;
  /** The side of what it answers, where it answers something. */
  answersSide: Side | null;
  answersKind: MoveKind | null;
};

/** Why a move cannot be made: by the state of the debate, or by what it is. `field` is where it is said. */
export type MoveFault = { code: "CLOSED" | "INVALID"; field: string; message: string };

const PHASE_NAMES: Record<PhaseKind, string> = {
  entry_vote: "the first vote",
  prepare: "preparation",
  opening: "the opening",
  rebuttal: "rebuttals",
  switch: "the switched sides",
  closing: "the closing",
  exit_vote: "the last vote",
  joint: "the joint statement",
};

/** What is on, in words for a sentence. */
export const phaseName = (kind: PhaseKind): string => PHASE_NAMES[kind];

const KEPT = "Your text is saved in My notes.";

/** Why nothing can be said now, whatever it is; null where the phase takes such a move. */
export function faultOfTurn(standing: Standing, kind: MoveKind): MoveFault | null {
  const closed = (message: string): MoveFault => ({ code: "CLOSED", field: "phase", message });
  if (standing.state === "waiting") return closed(`This debate has not begun. ${KEPT}`);
  if (standing.state === "closed") return closed(`This debate is over. ${KEPT}`);
  if (standing.state === "paused") return closed(`Your teacher has paused the debate. ${KEPT}`);
  if (movesIn(standing.kind).includes(kind)) return null;
  if (movesIn(standing.kind).length > 0)
    return closed(
      kind === "claim"
        ? `New claims are closed: it is time for ${phaseName(standing.kind)}. ${KEPT}`
        : `Answers to claims are closed: it is time for ${phaseName(standing.kind)}. ${KEPT}`,
    );
  return closed(`It is time for ${phaseName(standing.kind)}, so nothing new is said now. ${KEPT}`);
}

/** Two items of a list are two points. */
const ITEM = /^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+\S/gm;
const isSeveralPoints = (text: string): boolean =>
  /\n[ \t]*\n/.test(text) || (text.match(ITEM)?.length ?? 0) > 1;

/** What is wrong with the words of a move; null when nothing is. */
export function faultOfText(text: string): MoveFault | null {
  const wrong = (message: string): MoveFault => ({ code: "INVALID", field: "text", message });
  if (text.length > CLAIM_MAX_CHARS)
    return wrong(`Use at most ${CLAIM_MAX_CHARS} characters: a claim makes one point.`);
  return isSeveralPoints(text)
    ? wrong("This makes more than one point. Post each as a claim of its own.")
    : null;
}

/** Whether what was said can be changed or taken back: in its phase, while nobody has answered. */
export const mayChange = (standing: Standing, said: { phase: number; isAnswered: boolean }): boolean =>
  standing.state === "running" && standing.index === said.phase && !said.isAnswered;

/**
 * What is wrong with a move, the first thing that is; null when it can be made.
 *
 * @param standing  of the debate, at the moment the move is judged
 */
export function faultOfMove(standing: Standing, speaker: Speaker, move: Move): MoveFault | null {
  const turn = faultOfTurn(standing, move.kind);
  if (turn) return turn;
  const wrong = (field: string, message: string): MoveFault => ({ code: "INVALID", field, message });
  const side = sideIn(speaker, standing.kind);
  if (side === null)
    return { code: "CLOSED", field: "side", message: "You have no side yet, so you cannot speak for one." };
  if (move.side !== side)
    return wrong(
      "side",
      standing.kind === "switch"
        ? `The sides are switched: argue for the side “${SIDE_NAMES[side]}” now.`
        : `You speak for the side “${SIDE_NAMES[side]}”.`,
    );
  if (move.kind === "claim" && move.answersSide !== null)
    return wrong("answersId", "A claim stands by itself. Post it as a rebuttal to answer another.");
  if (move.kind !== "claim" && move.answersSide === null)
    return wrong("answersId", "Choose the claim that this answers.");
  if (move.answersKind !== null && !isAnswerable(move.answersKind))
    return wrong("answersId", "A concession is not answered. Answer a claim, or an answer to one.");
  if (move.answersSide === side) return wrong("answersId", "This is a claim of your own side.");
  if (standing.kind === "opening" && move.passages === 0)
    return wrong("passages", "Add at least one passage from the guide: a claim rests on the text.");
  const text = faultOfText(move.text);
  if (text) return text;
  const most = standing.kind === null ? 0 : mostIn(standing.kind);
  if (speaker.saidInPhase >= most)
    return {
      code: "CLOSED",
      field: "most",
      message:
        most === 1
          ? "You have argued your claim for the other side."
          : `You have said ${most} things in this phase. Let the others be heard.`,
    };
  return null;
}

/** Which of one's two votes can be cast or changed now; null when neither. A clock that stands takes no votes. */
export function openVote(standing: Standing): "before" | "after" | null {
  if (standing.state !== "running") return null;
  if (standing.kind === "entry_vote") return "before";
  return standing.kind === "exit_vote" ? "after" : null;
}

/** Why there is no vote now, as a sentence. */
export function whyNoVote(standing: Standing): string {
  if (standing.state === "waiting") return "This debate has not begun, so there is no vote yet.";
  if (standing.state === "paused") return "Your teacher has paused the debate. Vote when it goes on.";
  if (standing.state === "closed") return "This debate is over. Its votes are sealed.";
  return `The vote is closed: it is time for ${phaseName(standing.kind)}.`;
}
