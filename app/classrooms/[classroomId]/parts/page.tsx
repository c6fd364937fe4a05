import type { Metadata } from "next";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { ClassLinks } from "../members/class-links";
import { PartLock } from "./part-lock";
import "../settings/settings.css";
import "./parts.css";

export const metadata: Metadata = { title: "Open and locked parts" };

export default async function PartsPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const { frame, items } = await forPage(classroomPaths(classroomId).parts, (api) =>
    api.guide.parts({ classroomId }),
  );
  return (
    <Shell frame={frame} current="read">
      <main className="leaf wide" id="main">
        <h1>Open and locked parts</h1>
        <ClassLinks classroomId={classroomId} current="parts" />
        <p className="lead">
          Nothing of a locked part reaches a student before its day: no text, no comment, no search result, no
          claim that rests on it alone. They see its titles and when it opens. Teachers read everything.
        </p>
        <ul className="parts">
          {items.map((part) => (
            <li key={part.key}>
              <PartLock classroomId={classroomId} part={part} isArchived={frame.isArchived} />
            </li>
          ))}
        </ul>
      </main>
    </Shell>
  );
}
