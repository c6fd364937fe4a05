import type { Metadata } from "next";
import { forPage } from "../../../../_trpc/server";
import { classroomPaths } from "../../../../_ui/frame";
import { Shell } from "../../../../_ui/shell";
import { SoftLink } from "../../../../_ui/soft-link";
import { BringIn } from "./bring-in";
import "../../_notes/notes-pages.css";

export const metadata: Metadata = { title: "Bring notes in" };

export default async function BringInPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const { frame } = await forPage(to.bringIn, (api) => api.notes.importing({ classroomId }));
  return (
    <Shell frame={frame} current="notes">
      <main className="nt" id="main">
        <p className="it">
          <SoftLink href={to.notes}>My notes</SoftLink>
        </p>
        <h1>Bring notes in</h1>
        <p className="st">
          From a file that was exported here or by another tool as Web Annotations (JSON-LD), or from an
          export of Hypothesis (JSON). Each note goes to its line where that is found for sure. Nothing is put
          on a line by guess: what finds none is kept with its quotation, or named below with the reason.
        </p>
        {frame.isArchived ? (
          <p className="none">This class is over. Nothing can be brought in.</p>
        ) : (
          <BringIn classroomId={classroomId} role={frame.me.role} />
        )}
      </main>
    </Shell>
  );
}
