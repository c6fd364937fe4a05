"use client";

import { SIDE_NAMES } from "#domain/debate/sides";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { useAction } from "../../../../_ui/use-action";
import { useFocusSoon } from "../../_comments/use-focus-soon";
import type { Debate, Mine, Side } from "./page-types";
import { Problem } from "./problem";
import { Chip } from "./side-sign";

type SeatProps = {
  classroomId: string;
  debate: Debate;
  mine: Mine;
  isArchived: boolean;
  onSeated: () => Promise<void>;
};

/** One's own side, or how one comes to it; and whose case one argues while the sides are switched. */
export function Seat({ classroomId, debate, mine, isArchived, onSeated }: SeatProps) {
  const focusSoon = useFocusSoon();
  const taking = useAction(async (side: Side | null) => {
    const seat = await trpc.debate.takeSeat.mutate({ classroomId, debateId: debate.id, side });
    announce(`Your side: ${SIDE_NAMES[seat.side]}.`);
    // The buttons go; what they did stands in their place.
    focusSoon(".ownside");
    await onSeated();
  });
  const isSwitched = mine.side !== null && mine.speaksFor !== null && mine.speaksFor !== mine.side;
  if (mine.side)
    return (
      <p className="ownside" tabIndex={-1}>
        <Chip side={mine.side} />
        <span>
          Your side: <b>{SIDE_NAMES[mine.side]}</b>
          {isSwitched && mine.speaksFor && (
            <>
              . The sides are switched: argue one claim for <b>{SIDE_NAMES[mine.speaksFor]}</b> now.
            </>
          )}
        </span>
      </p>
    );
  const why = isArchived || debate.isWithdrawn ? "over" : mine.seatless;
  if (why !== "choose" && why !== "take")
    return <p className="ownside">{seatlessWords(why, debate.teacherName)}</p>;
  return (
    <section className="takeside" aria-labelledby="take-side">
      <h2 id="take-side">{why === "choose" ? "Which side do you speak for?" : "You have no side yet."}</h2>
      <div className="brow">
        {why === "choose" ? (
          debate.sides.map(({ side, text }) => (
            <Button key={side} look="line" pending={taking.pending} onClick={() => void taking.run(side)}>
              <Chip side={side} />
              <span>
                {SIDE_NAMES[side]}: {text}
              </span>
            </Button>
          ))
        ) : (
          <Button pending={taking.pending} onClick={() => void taking.run(null)}>
            Take a seat where fewest are
          </Button>
        )}
      </div>
      {why === "choose" && <p className="mid">Once chosen, only {debate.teacherName} can change it.</p>}
      {taking.error && <Problem sentence={taking.error.message} />}
    </section>
  );
}

/** Why one has no side, and none to take. */
function seatlessWords(why: Mine["seatless"], teacherName: string): string {
  if (why === "given") return `${teacherName} gives the sides, and has not given you one yet.`;
  return why === "sealed"
    ? "You have no side. The votes are sealed, so nobody takes one any more."
    : "You sat on no side.";
}
