import type { Metadata } from "next";
import { forPage } from "../../../_trpc/server";
import { classroomPaths } from "../../../_ui/frame";
import { Shell } from "../../../_ui/shell";
import { ClassLinks } from "../members/class-links";
import { DealGroups } from "./deal-groups";
import { GroupCard, Unplaced } from "./group-card";
import { NewGroup } from "./new-group";
import "../settings/settings.css";
import "./groups.css";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage({ params }: { params: Promise<{ classroomId: string }> }) {
  const { classroomId } = await params;
  const { frame, groups, unplaced } = await forPage(classroomPaths(classroomId).groups, (api) =>
    api.group.list({ classroomId }),
  );
  const canChange = !frame.isArchived;
  const choices = groups.map(({ id, name }) => ({ id, name }));
  return (
    <Shell frame={frame} current="members">
      <main className="leaf wide" id="main">
        <h1>Groups</h1>
        <ClassLinks classroomId={classroomId} current="groups" />
        <p className="lead">
          A note for the group is read by its members and the teachers. Who leaves a group sees its notes no
          more, but for their own. Students see who is in their own group.
        </p>
        {groups.length > 0 && (
          <ul className="groups">
            {groups.map((group) => (
              <li key={group.id}>
                <GroupCard classroomId={classroomId} group={group} choices={choices} canChange={canChange} />
              </li>
            ))}
          </ul>
        )}
        {unplaced.length > 0 && groups.length > 0 && (
          <Unplaced classroomId={classroomId} students={unplaced} choices={choices} canChange={canChange} />
        )}
        {canChange && (
          <>
            <section aria-labelledby="deal">
              <h2 id="deal">At random</h2>
              <DealGroups classroomId={classroomId} groups={groups} unplaced={unplaced} />
            </section>
            <section aria-labelledby="hand">
              <h2 id="hand">By hand</h2>
              <NewGroup classroomId={classroomId} />
            </section>
          </>
        )}
      </main>
    </Shell>
  );
}
