import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { showJoinCode } from "#domain/classroom";
import { forPage } from "../../../_trpc/server";
import { EarlyActs } from "../../../_ui/early-acts";
import { classroomPaths } from "../../../_ui/frame";
import { Time } from "../../../_ui/time";
import { CodeActions } from "./code-actions";
import "./code.css";

export const metadata: Metadata = { title: "The class code" };

export default async function CodePage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const to = classroomPaths(classroomId);
  const { frame, code, expiresAt, closed } = await forPage(to.code, (api) =>
    api.classroom.code({ classroomId }),
  );
  const shown = code === null || closed ? null : showJoinCode(code);
  return (
    <main className="board" id="main">
      <EarlyActs />
      <header>
        <p className="it">{frame.classroom.name}</p>
        <p className="it">{frame.classroom.guideTitle}</p>
      </header>
      {shown ? (
        <div className="said">
          <h1>
            <span className="step">Go to</span> <span className="addr">{await joinAddress()}</span>
            <span className="step">and write the code</span>
          </h1>
          <p className="bigcode">
            {shown.split(" ").map((group) => (
              <span key={group}>{group}</span>
            ))}
          </p>
          {expiresAt && (
            <p className="until">
              It lets people in until <Time value={expiresAt} form="full" />.
            </p>
          )}
        </div>
      ) : (
        <div className="said">
          <h1>This class takes nobody in at present.</h1>
          <p className="until">Make a new code to open it. Whoever is in already stays in.</p>
        </div>
      )}
      <footer>
        <CodeActions classroomId={classroomId} open={shown !== null} />
        <Link className="lnk" href={to.home} prefetch={false}>
          Back to the class
        </Link>
      </footer>
    </main>
  );
}

/** The address to write on a board: the one people reach us by, without the part nobody types. */
async function joinAddress(): Promise<string> {
  const host = process.env.PUBLIC_URL ?? (await headers()).get("host") ?? "";
  return `${host.replace(/^https?:\/\//, "").replace(/\/$/, "")}/join`;
}
