import type { Route } from "next";
import Link from "next/link";
import { classroomPaths, type Frame } from "../../../../../_ui/frame";
import { LockIcon } from "../../../../../_ui/icons";
import { Shell } from "../../../../../_ui/shell";
import { Time } from "../../../../../_ui/time";
import { CONTENTS_ID, Contents, type ContentsProps } from "./contents";
import { WatchOpening } from "./watch-opening";

type LockedPartProps = {
  frame: Frame;
  claimCount: number;
  locks: ContentsProps["locks"];
  states: ContentsProps["states"];
  due: ContentsProps["due"];
  locked: {
    path: string;
    title: string;
    partTitle: string;
    opensAt: string | null;
    contents: ContentsProps["contents"];
  };
};

/** Where the text would be, before the day it opens: what it is called, when it opens, and where to go meanwhile. */
export function LockedPart({ frame, locks, states, locked, claimCount, due }: LockedPartProps) {
  const classroomId = frame.classroom.id;
  const { path, title, partTitle, opensAt, contents } = locked;
  const first = frame.firstSection === path ? null : frame.firstSection;
  return (
    <Shell frame={frame} current="read">
      <div className="book">
        <Contents
          classroomId={classroomId}
          current={path}
          contents={contents}
          locks={locks}
          states={states}
          role={frame.me.role}
          claimCount={claimCount}
          lostNotes={frame.lostNotes}
          due={due}
        />
        <main className="page" id="main">
          <div className="spread">
            <header className="headl">
              <button type="button" className="lnk drawer" popoverTarget={CONTENTS_ID}>
                Contents
              </button>
              <p className="it">{partTitle}</p>
              <h1>{title}</h1>
            </header>
            <div className="locked">
              <p>
                <LockIcon />
                <span>
                  Your teacher opens this part {opensAt ? <Time value={opensAt} form="full" /> : "later"}.
                  What you have written here is kept, and is back then.
                </span>
              </p>
              {first && (
                <Link
                  className="lnk"
                  href={classroomPaths(classroomId).section(first) as Route}
                  prefetch={false}
                >
                  Read what is open
                </Link>
              )}
            </div>
            <WatchOpening classroomId={classroomId} userId={frame.me.userId} path={path} opensAt={opensAt} />
          </div>
        </main>
      </div>
    </Shell>
  );
}
