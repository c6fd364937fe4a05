import type { Metadata } from "next";
import { JoinPageContent } from "./join-page";

export const metadata: Metadata = { title: "Join a class" };

export default function JoinPage() {
  return <JoinPageContent code="" />;
}
