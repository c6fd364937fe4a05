"use client";

import { useState } from "react";
import { trpc } from "../_trpc/client";
import { Button } from "../_ui/button";
import { clearDevice, unsentCount } from "../_ui/device";
import { Dialog } from "../_ui/dialog";
import { ErrorSummary } from "../_ui/error-summary";
import { sendReader } from "../_ui/reader-account";
import { useAction } from "../_ui/use-action";

/** Ends every session of the account, this one too. */
export function SignOutEverywhere() {
  const [asking, setAsking] = useState(false);
  const [unsent, setUnsent] = useState(0);
  const leave = useAction(async () => {
    await sendReader();
    await trpc.account.signOutEverywhere.mutate();
    await clearDevice();
    location.assign("/sign-in");
  });
  const handleAsk = async () => {
    setUnsent(await unsentCount());
    setAsking(true);
  };
  return (
    <>
      <div className="brow">
        <Button look="line" onClick={handleAsk}>
          Sign out everywhere
        </Button>
      </div>
      <Dialog open={asking} title="Sign out everywhere?" onClose={() => setAsking(false)}>
        <p>Every device is signed out at once, this one too. You sign in again with your password.</p>
        {unsent > 0 && (
          <p>
            {unsent === 1 ? "One draft" : `${unsent} drafts`} on this device {unsent === 1 ? "is" : "are"} not
            sent and will be removed.
          </p>
        )}
        <ErrorSummary error={leave.error} />
        <div className="brow">
          <Button look="line" onClick={() => setAsking(false)}>
            Stay signed in
          </Button>
          <Button pending={leave.pending} onClick={() => leave.run(undefined)}>
            Sign out everywhere
          </Button>
        </div>
      </Dialog>
    </>
  );
}
