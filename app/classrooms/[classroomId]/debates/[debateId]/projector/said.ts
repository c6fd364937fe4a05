import type { ClaimView } from "#domain/debate/claim";
import type { MoveKind } from "#domain/debate/moves";
import type { PhaseKind } from "#domain/debate/phases";
import type { Side } from "#domain/debate/sides";

/** What was said, as it stands on the board: without its writer. */
export type Said = {
  id: string;
  kind: MoveKind;
  side: Side;
  number: number;
  answersId: string | null;
  html: string;
  quote: string | null;
  place: string | null;
  /** Nobody took it back, and no teacher took it off the page. */
  isShown: boolean;
};

/** Nothing of who said it gets as far as the board. */
export function onBoard({ id, kind, side, number, answersId, cited, comment }: ClaimView): Said {
  const [passage] = cited;
  return {
    id,
    kind,
    side,
    number,
    answersId,
    html: comment.html,
    quote: passage?.exact ?? null,
    place: passage?.title ? `${passage.title}${passage.number === null ? "" : `, ¶${passage.number}`}` : null,
    isShown: comment.state === "shown" && comment.author !== null,
  };
}

/** What stands on the board with something new, or something that is not as it was, in the order of its saying. */
export function withSaid(all: readonly Said[], news: readonly Said[]): Said[] {
  const known = new Map(all.map((one) => [one.id, one]));
  for (const one of news) known.set(one.id, one);
  return [...known.values()];
}

/** What the board needs of a debate. */
export type OnBoard = {
  id: string;
  motion: string;
  sides: { side: Side; text: string }[];
  pace: "timed" | "dated";
  phases: { kind: PhaseKind; minutes: number; endsAt: string | null }[];
  startsAt: string | null;
  pausedAt: string | null;
  now: string;
  state: "waiting" | "running" | "paused" | "closed";
  phase: number;
};

/** The debate without who sits where. */
export const debateOnBoard = (debate: OnBoard): OnBoard => ({
  id: debate.id,
  motion: debate.motion,
  sides: debate.sides,
  pace: debate.pace,
  phases: debate.phases,
  startsAt: debate.startsAt,
  pausedAt: debate.pausedAt,
  now: debate.now,
  state: debate.state,
  phase: debate.phase,
});
