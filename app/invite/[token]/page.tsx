import type { Metadata } from "next";
import { serverApi } from "../../_trpc/server";
import { LinkButton } from "../../_ui/button";
import { SiteFrame } from "../../_ui/site-frame";
import { InvitationForm } from "./invitation-form";

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
  return (
    <SiteFrame title="You are invited to teach here" lead="Make your account; then you can set up a class.">
      <InvitationForm token={token} />
    </SiteFrame>
  );
}
