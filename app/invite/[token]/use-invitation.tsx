"use client";

import { trpc } from "../../_trpc/client";
import { Button } from "../../_ui/button";
import { ErrorSummary } from "../../_ui/error-summary";
import { useAction } from "../../_ui/use-action";

/** Makes the account one is signed in with a teacher's. */
export function UseInvitation({ token }: { token: string }) {
  const accept = useAction(async () => {
    await trpc.account.useInvitation.mutate({ token });
    location.assign("/classrooms/new");
  });
  return (
    <>
      <ErrorSummary error={accept.error} />
      <Button pending={accept.pending} onClick={() => accept.run(undefined)}>
        Teach with this account
      </Button>
    </>
  );
}
