import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { nextPath } from "#domain/next-path";
import { serverApi } from "../_trpc/server";
import { one, type Search } from "../_ui/page-data";
import { SiteFrame } from "../_ui/site-frame";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = nextPath(one(search.next));
  const api = await serverApi();
  if (await api.account.me()) redirect(next as Route);
  const providers = await api.account.providers();
  return (
    <SiteFrame title="Sign in">
      <SignInForm
        next={next}
        providers={providers}
        refusal={one(search.error) ?? null}
        ended={search.ended !== undefined}
      />
    </SiteFrame>
  );
}
