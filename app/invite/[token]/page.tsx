import type { Metadata } from "next";
import Link from "next/link";
import { serverApi } from "../../_trpc/server";
import { LinkButton } from "../../_ui/button";
import { SiteFrame } from "../../_ui/site-frame";
import { InvitationForm } from "./invitation-form";
import { UseInvitation } from "./use-invitation";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const api = await serverApi();
  const { valid } = await api.account.invitation({ token }).catch(() => ({ valid: false }));
  if (!valid) {
    return (
      <SiteFrame
        title="This invitation is no longer good"
        lead="It has been used, or its time is over. Ask the administrator for a new one."
      >
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </SiteFrame>
    );
  }
  const me = await api.account.me();
  if (me) {
    return (
      <SiteFrame
        title="You are invited to teach here"
        lead={
          me.role === "teacher"
            ? `You are signed in as ${me.name} and teach here already. The invitation is still good for somebody else.`
            : `You are signed in as ${me.name}. The invitation makes this account a teacher’s, so that you can set up classes.`
        }
      >
        {me.role === "teacher" ? (
          <LinkButton href="/classrooms">Your classes</LinkButton>
        ) : (
          <UseInvitation token={token} />
        )}
      </SiteFrame>
    );
  }
  return (
    <SiteFrame title="You are invited to teach here" lead="Make your account; then you can set up a class.">
      <InvitationForm token={token} />
      <p className="alt">
        <span>
          Have an account here already?{" "}
          <Link
            className="lnk"
            href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}
            prefetch={false}
          >
            Sign in with it first
          </Link>
        </span>
      </p>
    </SiteFrame>
  );
}
