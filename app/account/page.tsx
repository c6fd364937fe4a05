import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { serverApi } from "../_trpc/server";
import { OutsideShell } from "../_ui/shell";
import { Time } from "../_ui/time";
import { PasswordForm } from "./password-form";
import { SignOutEverywhere } from "./sign-out-everywhere";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const api = await serverApi();
  const me = await api.account.me();
  if (!me) redirect("/sign-in?next=/account");
  const sessions = await api.account.sessions();
  return (
    <OutsideShell me={me}>
      <main className="leaf" id="main">
        <h1>{me.name}</h1>
        <p className="lead">
          You sign in as <b className="ink">{me.username}</b>.{" "}
          {me.isAdmin && (
            <>
              You run this installation:{" "}
              <Link className="lnk" href="/people" prefetch={false}>
                people and invitations
              </Link>
              .
            </>
          )}
        </p>
        <section aria-labelledby="password-title">
          <h2 id="password-title">Password</h2>
          <PasswordForm username={me.username} />
        </section>
        <section aria-labelledby="sessions-title">
          <h2 id="sessions-title">Where you are signed in</h2>
          <ul className="rows">
            {sessions.map((session) => (
              <li key={session.id}>
                <div>
                  <b>{session.label}</b>
                  <small>
                    Since <Time value={session.createdAt} form="full" />
                  </small>
                </div>
                {session.current && <span className="end mid">This device</span>}
              </li>
            ))}
          </ul>
          <SignOutEverywhere />
        </section>
        <section aria-labelledby="seen-title">
          <h2 id="seen-title">What others see of you</h2>
          <p>
            <Link className="lnk" href="/privacy" prefetch={false}>
              Who can see what
            </Link>
          </p>
        </section>
      </main>
    </OutsideShell>
  );
}
