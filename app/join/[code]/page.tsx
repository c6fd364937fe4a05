import type { Metadata } from "next";
import { normaliseJoinCode, showJoinCode } from "#domain/classroom";
import { JoinPageContent } from "../join-page";

export const metadata: Metadata = { title: "Join a class" };

export default async function JoinByCodePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  // Only what could be a code comes into the page; anything else starts with an empty field.
  return (
    <JoinPageContent
      code={/^[\w%\s-]{1,40}$/.test(code) ? showJoinCode(normaliseJoinCode(code.replaceAll("%20", ""))) : ""}
    />
  );
}
