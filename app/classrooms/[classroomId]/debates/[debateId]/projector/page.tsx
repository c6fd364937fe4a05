import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { forPage } from "../../../../../_trpc/server";
import { ClassClock } from "../../../../../_ui/clock";
import { EarlyActs } from "../../../../../_ui/early-acts";
import { classroomPaths } from "../../../../../_ui/frame";
import { Board } from "./board";
import { debateOnBoard, onBoard } from "./said";
import "./projector.css";

export const metadata: Metadata = { title: "The debate, for the room" };

type Props = { params: Promise<{ classroomId: string; debateId: string }> };

/** A debate as a room looks at it: its motion, its clock, and what is said as it is said, by nobody's name. */
export default async function ProjectorPage({ params }: Props) {
  const { classroomId, debateId } = await params;
  const { frame, debate, claims, cursor } = await forPage(
    classroomPaths(classroomId).projector(debateId),
    (api) => api.debate.get({ classroomId, debateId, newest: true }),
  );
  if (frame.me.role !== "teacher") notFound();
  return (
    <ClassClock zone={frame.classroom.timeZone}>
      <EarlyActs />
      <Board
        classroomId={classroomId}
        userId={frame.me.userId}
        cursor={cursor}
        debate={debateOnBoard(debate)}
        said={claims.map(onBoard)}
      />
    </ClassClock>
  );
}
