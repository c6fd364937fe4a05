import type { Metadata } from "next";
import { forPage } from "../../../_trpc/server";
import { LinkButton } from "../../../_ui/button";
import { classroomPaths } from "../../../_ui/frame";
import { Monogram } from "../../../_ui/monogram";
import { one, type Search } from "../../../_ui/page-data";
import { Shell } from "../../../_ui/shell";
import { Time } from "../../../_ui/time";
import { numberWords } from "../../../_ui/words";
import { ClassLinks } from "./class-links";
import { KeptOut } from "./kept-out";
import { type Member, MemberActions } from "./member-actions";
import "../settings/settings.css";
import "./members.css";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ classroomId: string }>; searchParams: Search };

export default async function MembersPage({ params, searchParams }: Props) {
  const { classroomId } = await params;
  const cursor = one((await searchParams).cursor);
  const to = classroomPaths(classroomId);
  const { frame, items, nextCursor, total, keptOut } = await forPage(to.members, (api) =>
    api.classroom.members({ classroomId, ...(cursor ? { cursor } : {}) }),
  );
  return (
    <Shell frame={frame} current="members">
      <main className="leaf wide" id="main">
        <h1>{countWords(total)}</h1>
        <div className="brow members-tools">
          <LinkButton href={to.code}>Show the code</LinkButton>
          <span className="mid">{frame.classroom.name}</span>
        </div>
        <ClassLinks classroomId={classroomId} current="members" />
        <table className="mem">
          <caption className="vh">Members of {frame.classroom.name}</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">User name</th>
              <th scope="col">In this class</th>
              <th scope="col">Since</th>
              <th scope="col">
                <span className="vh">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((member) => (
              <MemberRow key={member.userId} member={member} classroomId={classroomId} me={frame.me.userId} />
            ))}
          </tbody>
        </table>
        {nextCursor && (
          <LinkButton look="link" href={`${to.members}?cursor=${encodeURIComponent(nextCursor)}`}>
            More members
          </LinkButton>
        )}
        {keptOut.length > 0 && <KeptOut people={keptOut} classroomId={classroomId} />}
      </main>
    </Shell>
  );
}

function MemberRow({ member, classroomId, me }: { member: Member; classroomId: string; me: string }) {
  const mine = member.userId === me;
  return (
    <tr>
      <th scope="row">
        <span className="who">
          <Monogram name={member.name} kind={member.role} me={mine} />
          <span>
            {member.name}
            {mine && <span className="quiet"> (you)</span>}
          </span>
        </span>
      </th>
      <td className="u">{member.username}</td>
      <td className="k">{roleWords(member)}</td>
      <td className="d">
        <span className="only-phone">since </span>
        <Time value={member.joinedAt} />
      </td>
      <td className="a">
        <MemberActions member={member} classroomId={classroomId} />
      </td>
    </tr>
  );
}

function roleWords(member: Member): string {
  if (member.isOwner) return "Teacher, set it up";
  return member.role === "teacher" ? "Co-teacher" : "Student";
}

function countWords(total: number): string {
  if (total === 1) return "You are the only one here so far.";
  return `${numberWords(total, true)} people are in this class.`;
}
