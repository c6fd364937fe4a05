import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { forPage } from "../_trpc/server";
import { LinkButton } from "../_ui/button";
import { Monogram } from "../_ui/monogram";
import { one, type Search } from "../_ui/page-data";
import { OutsideShell } from "../_ui/shell";
import { InviteTeacher } from "./invite-teacher";
import { PersonActions } from "./person-actions";
import "./people.css";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: Search }) {
  const cursor = one((await searchParams).cursor);
  const { people, me } = await forPage("/people", async (api) => ({
    people: await api.account.people(cursor ? { cursor } : {}),
    me: await api.account.me(),
  }));
  if (!me) notFound();
  return (
    <OutsideShell me={me}>
      <main className="leaf" id="main">
        <h1>People</h1>
        <p className="lead">
          Everybody with an account here. You see names and roles, and nothing that anybody wrote in a class
          you are not in.
        </p>
        <section aria-labelledby="invite-title">
          <h2 id="invite-title">Invite a teacher</h2>
          <p className="mid">
            A teacher needs a link from you, good for one account. Students need none: they come by a class’s
            code.
          </p>
          <InviteTeacher />
        </section>
        <section aria-labelledby="people-title">
          <h2 id="people-title">Accounts</h2>
          <ul className="rows accounts">
            {people.items.map((person) => (
              <li key={person.id}>
                <Monogram name={person.name} kind={person.role} me={person.id === me.id} />
                <div>
                  <b>{person.name}</b>
                  <small>{person.username}</small>
                </div>
                <span className="end mid">{roleWords(person)}</span>
                <span className="act">{person.id !== me.id && <PersonActions person={person} />}</span>
              </li>
            ))}
          </ul>
          {people.nextCursor && (
            <LinkButton look="link" href={`/people?cursor=${encodeURIComponent(people.nextCursor)}`}>
              More accounts
            </LinkButton>
          )}
        </section>
      </main>
    </OutsideShell>
  );
}

function roleWords(person: { role: string; isAdmin: boolean; disabledAt: string | null }): string {
  const role = person.role === "teacher" ? "Teacher" : "Student";
  const words = person.isAdmin ? `${role} and administrator` : role;
  return person.disabledAt ? `${words}, closed` : words;
}
