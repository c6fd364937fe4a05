import type { Metadata } from "next";
import { zoneNames } from "#domain/zone";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { ClassLinks } from "../members/class-links";
import { AddTheme } from "./add-theme";
import { AudienceSetting } from "./note-audience";
import { ThemeRow } from "./theme-row";
import { TimeZoneSetting } from "./time-zone";
import "./settings.css";

export const metadata: Metadata = { title: "Themes and notes" };

export default async function SettingsPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const { frame, themes, audience } = await forPage(classroomPaths(classroomId).settings, (api) =>
    api.theme.list({ classroomId }),
  );
  const used = themes.filter((theme) => !theme.isRetired);
  const retired = themes.filter((theme) => theme.isRetired);
  const canChange = !frame.isArchived;
  return (
    <Shell frame={frame} current="members">
      <main className="leaf wide" id="main">
        <h1>Themes and notes</h1>
        <ClassLinks classroomId={classroomId} current="settings" />
        <section aria-labelledby="used">
          <h2 id="used">Themes the class marks with</h2>
          <p className="mid">
            In this order they stand beside the text. Five have an ink of their own; any further one has a
            plain rule and its letter.
          </p>
          <ul className="themes">
            {used.map((theme, at) => (
              <ThemeRow
                key={theme.id}
                classroomId={classroomId}
                theme={theme}
                canChange={canChange}
                isFirst={at === 0}
                isLast={at === used.length - 1}
              />
            ))}
          </ul>
        </section>
        {canChange && (
          <section aria-labelledby="add">
            <h2 id="add">Add a theme</h2>
            <AddTheme classroomId={classroomId} themes={themes} />
          </section>
        )}
        {retired.length > 0 && (
          <section aria-labelledby="retired">
            <h2 id="retired">Retired</h2>
            <p className="mid">What was marked with these keeps them. Nobody marks with them anew.</p>
            <ul className="themes">
              {retired.map((theme) => (
                <ThemeRow
                  key={theme.id}
                  classroomId={classroomId}
                  theme={theme}
                  canChange={canChange}
                  isFirst
                  isLast
                />
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="scope">
          <h2 id="scope">Who a note is for</h2>
          <AudienceSetting classroomId={classroomId} audience={audience} canChange={canChange} />
        </section>
        <section aria-labelledby="zone">
          <h2 id="zone">By whose clocks</h2>
          <TimeZoneSetting
            classroomId={classroomId}
            zone={frame.classroom.timeZone}
            zones={zoneNames()}
            canChange={canChange}
          />
        </section>
      </main>
    </Shell>
  );
}
