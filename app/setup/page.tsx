import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { serverApi } from "../_trpc/server";
import { one, type Search } from "../_ui/page-data";
import { SiteFrame } from "../_ui/site-frame";
import { SetUpForm } from "./set-up-form";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({ searchParams }: { searchParams: Search }) {
  const api = await serverApi();
  if (await api.account.me()) redirect("/");
  return (
    <SiteFrame
      title="Set up Commonplace"
      lead="You make the first account. It is a teacher’s, and it also runs this installation."
    >
      <SetUpForm code={one((await searchParams).code) ?? ""} />
    </SiteFrame>
  );
}
