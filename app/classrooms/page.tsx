import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { serverApi } from "../_trpc/server";
import { LinkButton } from "../_ui/button";
import { classroomPaths } from "../_ui/frame";
import { OutsideShell } from "../_ui/shell";
import { LeaveClassroom } from "./leave-classroom";

export const metadata: Metadata = { title: "Your classes" };

export default async function ClassroomsPage() {
  const api = await serverApi();
  const me = await api.account.me();
  if (!me) redirect("/sign-in?next=/classrooms");
  const classrooms = await api.classroom.mine();
  const open = classrooms.filter((classroom) => !classroom.archivedAt);
  const archived = classrooms.filter((classroom) => classroom.archivedAt);
  const teacher = me.role === "teacher";
  return (
    <OutsideShell me={me}>
      <main className="leaf" id="main">
        <h1>{open.length === 0 ? "You are in no class yet." : "Your classes"}</h1>
        {open.length === 0 && (
          <p className="lead">
            {teacher
              ? "Set one up: choose a guide, put the code on the board, and your students come in."
              : "Your teacher has a code of eight letters and numbers for you. With it you are in."}
          </p>
        )}
        {open.length > 0 && <ClassroomList classrooms={open} />}
        <div className="brow">
          {teacher && <LinkButton href="/classrooms/new">Set up a class</LinkButton>}
          <LinkButton href="/join" look={teacher ? "link" : "fill"}>
            Join a class with a code
          </LinkButton>
        </div>
        {archived.length > 0 && (
          <section aria-labelledby="archived-title">
            <h2 id="archived-title">Over, still to be read</h2>
            <ClassroomList classrooms={archived} />
          </section>
        )}
        {me.isAdmin && (
          <section aria-labelledby="house-title">
            <h2 id="house-title">This installation</h2>
            <p>
              <Link className="lnk" href="/people" prefetch={false}>
                People and invitations
              </Link>
            </p>
          </section>
        )}
      </main>
    </OutsideShell>
  );
}

type Classroom = {
  id: string;
  name: string;
  guideTitle: string;
  role: string;
  abilities: { leave: boolean };
};

function ClassroomList({ classrooms }: { classrooms: Classroom[] }) {
  return (
    <ul className="rows classes">
      {classrooms.map((classroom) => (
        <li key={classroom.id}>
          <div>
            <Link className="title" href={classroomPaths(classroom.id).home} prefetch={false}>
              {classroom.name}
            </Link>
            <small>Reading {classroom.guideTitle}</small>
          </div>
          <span className="end mid">
            {classroom.role === "teacher" ? "You teach it" : "You are in it"}
            {classroom.abilities.leave && <LeaveClassroom classroom={classroom} />}
          </span>
        </li>
      ))}
    </ul>
  );
}
