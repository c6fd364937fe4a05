import type { Metadata } from "next";
import { cache } from "react";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import { DebateRoom } from "./debate-room";
import type { Debate } from "./page-types";
import "../../questions/[assignmentId]/evidence.css";
import "./debate.css";
import "./debate-parts.css";

type Props = { params: Promise<{ classroomId: string; debateId: string }> };

// The title and the page ask for the same thing; it is read once a request.
const readDebate = cache((classroomId: string, debateId: string) =>
  forPage(classroomPaths(classroomId).debate(debateId), async (api) => {
    const read = await api.debate.get({ classroomId, debateId });
    const isOver = read.debate.state === "closed";
    const results = isOver ? await api.debate.results({ classroomId, debateId }) : null;
    const isSpeaking = read.debate.mine !== null && !isOver;
    const notes = isSpeaking ? (await api.notes.evidence({ classroomId })).items : [];
    return { read, results, notes };
  }),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { classroomId, debateId } = await params;
  const { read } = await readDebate(classroomId, debateId);
  return { title: read.debate.motion };
}

export default async function DebateOfClass({ params }: Props) {
  const { classroomId, debateId } = await params;
  const { read, results, notes } = await readDebate(classroomId, debateId);
  const { frame, ...page } = read;
  const { debate } = page;
  return (
    <Shell frame={frame} current="debates">
      <main className="deb" id="main">
        <header className="mot">
          <p className="it">
            The motion
            <Source source={debate.source} classroomId={classroomId} />
          </p>
          <h1>{debate.motion}</h1>
          {debate.instructions && (
            <p className="mid">
              {debate.teacherName} says: {debate.instructions}
            </p>
          )}
        </header>
        <DebateRoom
          key={debateId}
          classroomId={classroomId}
          me={frame.me}
          isArchived={frame.isArchived}
          first={page}
          results={results}
          notes={notes}
        />
      </main>
    </Shell>
  );
}

/** Where the motion comes from. */
function Source({ source, classroomId }: { source: Debate["source"]; classroomId: string }) {
  if (source?.from === "claim")
    return (
      <>
        , from <SoftLink href={classroomPaths(classroomId).claim(source.key)}>a claim to test</SoftLink>
      </>
    );
  if (source?.from === "question")
    return (
      <>
        , from <SoftLink href={classroomPaths(classroomId).questions}>a question readers bring</SoftLink>
      </>
    );
  return null;
}
