import type { Route } from "next";
import type { ReactNode } from "react";
import { MADE_UP_STUDENT } from "#domain/as-student";
import { AccountMenu } from "./account-menu";
import { AccountReader } from "./account-reader";
import { Banner } from "./banner";
import { ClassSwitcher } from "./class-switcher";
import { ClassClock } from "./clock";
import { EarlyActs } from "./early-acts";
import { classroomPaths, type Frame } from "./frame";
import { SearchEntry } from "./search-entry";
import { SeenAsStudent } from "./seen-as-student";
import { SoftLink } from "./soft-link";
import { TextSettings } from "./text-settings";

export type Place = "home" | "read" | "questions" | "debates" | "notes" | "members" | "reports";

type ShellProps = {
  frame: Frame;
  /** Where we are; null on a page of the class that has no tab. */
  current: Place | null;
  children: ReactNode;
};

/** The frame of every page of a class: top bar, the page itself, and on a phone the tab bar. */
export function Shell({ frame, current, children }: ShellProps) {
  const entries = navigation(frame);
  const teacher = frame.me.role === "teacher";
  return (
    <ClassClock zone={frame.classroom.timeZone}>
      <EarlyActs />
      <AccountReader userId={frame.me.userId} reader={frame.me.reader} />
      <header className="top">
        <Brand href={classroomPaths(frame.classroom.id).home} />
        <nav aria-label="Main">
          <NavLinks entries={entries} current={current} />
        </nav>
        <div className="r">
          {(teacher || frame.classrooms.length > 1) && (
            <ClassSwitcher current={frame.classroom} classrooms={frame.classrooms} teacher={teacher} />
          )}
          <SearchEntry classroomId={frame.classroom.id} />
          <TextSettings label={settingsLabel} />
          <AccountMenu name={frame.me.name} role={frame.me.role} />
        </div>
      </header>
      {frame.me.userId === MADE_UP_STUDENT && <SeenAsStudent />}
      {frame.isArchived && <Banner kind="archived">This class is over. It can be read, not added to.</Banner>}
      {children}
      <nav className="tabs" aria-label="Main">
        <NavLinks entries={entries} current={current} isBar />
      </nav>
    </ClassClock>
  );
}

type OutsideProps = {
  me: { id: string; name: string; role: "teacher" | "student"; reader: string | null };
  children: ReactNode;
};

/** The frame of the signed-in pages that belong to no class. */
export function OutsideShell({ me, children }: OutsideProps) {
  return (
    <>
      <EarlyActs />
      <AccountReader userId={me.id} reader={me.reader} />
      <header className="top">
        <Brand href={"/classrooms" as Route} />
        <div className="r">
          <TextSettings label={settingsLabel} />
          <AccountMenu name={me.name} role={me.role} />
        </div>
      </header>
      {children}
    </>
  );
}

const settingsLabel = (
  <>
    <span className="wide">Text settings</span>
    <span className="narrow it">Aa</span>
  </>
);

function Brand({ href }: { href: Route }) {
  return (
    <SoftLink className="mark" href={href}>
      <b aria-hidden="true">¶</b>
      <span>Commonplace</span>
    </SoftLink>
  );
}

/** `short` is what there is room for at the foot of a phone. */
type Entry = { place: Place; href: Route; words: string; short?: string; count?: number };

function navigation(frame: Frame): Entry[] {
  const to = classroomPaths(frame.classroom.id);
  const teacher = frame.me.role === "teacher";
  const shared: Entry[] = [
    { place: "home", href: to.home, words: teacher ? "Class" : "Home" },
    { place: "read", href: to.section(frame.firstSection), words: "Read" },
    { place: "questions", href: to.questions, words: "Questions" },
    { place: "debates", href: to.debates, words: "Debates" },
    { place: "notes", href: to.notes, words: "My notes", short: "Notes" },
  ];
  if (!teacher) return shared;
  return [
    ...shared,
    { place: "members", href: to.members, words: "Members" },
    { place: "reports", href: to.reports, words: "Reports", count: frame.openReports ?? 0 },
  ];
}

type NavLinksProps = { entries: Entry[]; current: Place | null; isBar?: boolean };

function NavLinks({ entries, current, isBar }: NavLinksProps) {
  return entries.map(({ place, href, words, short, count }) => (
    <SoftLink
      key={place}
      href={href}
      aria-current={place === current ? "page" : undefined}
      aria-label={isBar && short ? words : undefined}
    >
      {(isBar && short) || words}
      {count ? (
        <span className="count">
          {" "}
          {count}
          <span className="vh"> open</span>
        </span>
      ) : null}
    </SoftLink>
  ));
}
