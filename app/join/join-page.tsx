import { serverApi } from "../_trpc/server";
import { SiteFrame } from "../_ui/site-frame";
import { JoinForm } from "./join-form";

/** The page to join a class, with or without a code in the address. */
export async function JoinPageContent({ code }: { code: string }) {
  const api = await serverApi();
  const me = await api.account.me();
  return (
    <SiteFrame title="Join your class">
      <JoinForm code={code} me={me ? { name: me.name } : null} />
    </SiteFrame>
  );
}
