import type { SectionState } from "#domain/reading";
import { classroomPaths } from "../../../../../_ui/frame";
import { LockIcon } from "../../../../../_ui/icons";
import { SoftLink } from "../../../../../_ui/soft-link";
import { Time } from "../../../../../_ui/time";
import { ReadCount, SectionMark } from "../../../_reading/section-mark";
import { lostWords } from "../../../lost/lost-words";

export const CONTENTS_ID = "contents";

export type ContentsProps = {
  classroomId: string;
  role: "teacher" | "student";
  /** Until when parts are closed to students, by the part's key. */
  locks: Record<string, string>;
  /** How far the reader has read, by path; a section that is not here is unread. */
  states: Record<string, SectionState>;
  /** When something is due in a section, by its path. */
  due: Record<string, string>;
  current: string;
  /** Those that are open to the reader. */
  claimCount: number;
  /** That the reader may give a line again. */
  lostNotes: number;
  contents: {
    title: string;
    questionCount: number;
    parts: { key: string; title: string; sections: { path: string; title: string }[] }[];
  };
};

/**
 * The table of contents: a rail beside the text, and where there is no room for one the same list as a drawer,
 * opened by any button with `popoverTarget={CONTENTS_ID}`. The browser does that by itself, without our script.
 */
export function Contents(props: ContentsProps) {
  const { classroomId, current, contents, claimCount, lostNotes, due, locks, role, states } = props;
  const to = classroomPaths(classroomId);
  const paths = contents.parts.flatMap((part) => part.sections.map(({ path }) => path));
  return (
    // The key closes the drawer when another section is opened.
    <nav className="toc" id={CONTENTS_ID} aria-label="Contents" popover="auto" key={current}>
      <h2>{contents.title}</h2>
      <p className="by">
        <ReadCount classroomId={classroomId} paths={paths} initial={states} />
      </p>
      <ol>
        {contents.parts.map((part) => (
          <li key={part.key}>
            <span className="pt">{part.title}</span>
            {locks[part.key] && (
              <small className="opens">
                <LockIcon /> {role === "teacher" ? "Students: opens" : "Opens"}{" "}
                <Time value={locks[part.key] ?? ""} />
              </small>
            )}
            <ol>
              {part.sections.map(({ path, title }) => (
                <li key={path}>
                  <SoftLink href={to.section(path)} aria-current={path === current ? "page" : undefined}>
                    {title}
                    <SectionMark classroomId={classroomId} path={path} initial={states[path] ?? null} />
                    {due[path] && (
                      <b className="due">
                        <span className="vh">, </span>Due <Time value={due[path] ?? ""} form="short" />
                      </b>
                    )}
                  </SoftLink>
                </li>
              ))}
            </ol>
          </li>
        ))}
        {contents.questionCount > 0 && (
          <li>
            <SoftLink className="pt" href={to.questions}>
              Questions <span className="quiet n">{contents.questionCount}</span>
            </SoftLink>
          </li>
        )}
        {claimCount > 0 && (
          <li>
            <SoftLink className="pt" href={to.claims}>
              Claims to test <span className="quiet n">{claimCount}</span>
            </SoftLink>
          </li>
        )}
        <li>
          <SoftLink className="pt" href={to.themes}>
            What the class marked
          </SoftLink>
        </li>
      </ol>
      {lostNotes > 0 && (
        <SoftLink className="lnk lostnotes" href={to.lost}>
          {lostWords(lostNotes)}
        </SoftLink>
      )}
      {role === "teacher" && (
        <>
          <SoftLink className="lnk lockparts" href={to.parts}>
            Lock or open parts
          </SoftLink>
          <SoftLink className="lnk lockparts" href={to.assignments}>
            Ask for notes
          </SoftLink>
        </>
      )}
    </nav>
  );
}
