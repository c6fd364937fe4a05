import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { zoneNames } from "#domain/zone";
import { serverApi } from "../../_trpc/server";
import { LinkButton } from "../../_ui/button";
import { OutsideShell } from "../../_ui/shell";
import { NewClassroomForm } from "./new-classroom-form";

export const metadata: Metadata = { title: "Set up a class" };

export default async function NewClassroomPage() {
  const api = await serverApi();
  const me = await api.account.me();
  if (!me) redirect("/sign-in?next=/classrooms/new");
  if (me.role !== "teacher") {
    return (
      <OutsideShell me={me}>
        <main className="leaf" id="main">
          <h1>Classes are set up by teachers.</h1>
          <p className="lead">
            Your account is a student’s. If you teach here, ask the administrator for an invitation.
          </p>
          <div className="brow">
            <LinkButton href="/join">Join a class with a code</LinkButton>
          </div>
        </main>
      </OutsideShell>
    );
  }
  const guides = await api.classroom.guides();
  return (
    <OutsideShell me={me}>
      <main className="leaf" id="main">
        <h1>Set up a class</h1>
        <p className="lead">One class reads one guide. Next you get a code for the board.</p>
        <section>
          <NewClassroomForm guides={guides} name={me.name} zones={zoneNames()} />
        </section>
      </main>
    </OutsideShell>
  );
}
