import Link from "next/link";
import { classroomPaths } from "../../../_ui/frame";
import { ViewAsStudent } from "../../../_ui/seen-as-student";

const PAGES = [
  ["members", "Members"],
  ["groups", "Groups"],
  ["settings", "Themes and notes"],
  ["parts", "Open and locked parts"],
  ["assignments", "What you ask"],
] as const;

type Props = { classroomId: string; current: (typeof PAGES)[number][0] };

/** The teacher's pages about the class itself, each a step from the others. */
export function ClassLinks({ classroomId, current }: Props) {
  const to = classroomPaths(classroomId);
  return (
    <nav className="classlinks" aria-label="About this class">
      {PAGES.map(([page, words]) => (
        <Link
          key={page}
          className="lnk"
          href={to[page]}
          prefetch={false}
          aria-current={page === current ? "page" : undefined}
        >
          {words}
        </Link>
      ))}
      <ViewAsStudent classroomId={classroomId} />
    </nav>
  );
}
