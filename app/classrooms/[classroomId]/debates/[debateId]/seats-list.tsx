"use client";

import { useState } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { useAction } from "../../../../_ui/use-action";
import type { Debate, Side } from "./page-types";
import { Problem } from "./problem";

type SeatsListProps = {
  classroomId: string;
  debate: Debate;
  isArchived: boolean;
  onSeated: () => Promise<void>;
};

/** Who sits where; the teacher gives and changes sides here. */
export function SeatsList({ classroomId, debate, isArchived, onSeated }: SeatsListProps) {
  const giving = useAction(async ({ userId, side }: { userId: string; side: Side }) => {
    await trpc.debate.giveSeat.mutate({ classroomId, debateId: debate.id, userId, side });
    announce("The side is given.");
    await onSeated();
  });
  const isOver = debate.state === "closed" || debate.isWithdrawn;
  const isFixed = debate.mine !== null || isArchived || isOver;
  const without = debate.seats.filter(({ side }) => side === null).length;
  // Open where there is something to do, and not closed under the hand that gives the last side.
  const [isOpen] = useState(!isFixed && debate.seating === "teacher" && without > 0);
  return (
    <details className="seatlist" open={isOpen}>
      <summary>
        Who sits where
        {without > 0 && `, ${without} without a side`}
      </summary>
      {giving.error && <Problem sentence={giving.error.message} />}
      <table>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">Side</th>
          </tr>
        </thead>
        <tbody>
          {debate.seats.map(({ userId, name, side }) => (
            <tr key={userId}>
              <th scope="row">{name}</th>
              <td>
                {isFixed ? (
                  sideWords(side)
                ) : (
                  <ChooseSide
                    name={name}
                    side={side}
                    sides={debate.sides.map((one) => one.side)}
                    onGive={(given) => void giving.run({ userId, side: given })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const sideWords = (side: Side | null): string => (side ? SIDE_NAMES[side] : "No side yet");

type ChooseSideProps = { name: string; side: Side | null; sides: Side[]; onGive: (side: Side) => void };

/** The side of one student, to be given or changed. */
function ChooseSide({ name, side, sides, onGive }: ChooseSideProps) {
  return (
    <select
      className="inp"
      aria-label={`Side of ${name}`}
      value={side ?? ""}
      onChange={(event) => onGive(event.target.value as Side)}
    >
      {side === null && <option value="">{sideWords(side)}</option>}
      {sides.map((one) => (
        <option key={one} value={one}>
          {sideWords(one)}
        </option>
      ))}
    </select>
  );
}
