"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../_trpc/client";
import { announce } from "../_ui/announcer";
import { Button } from "../_ui/button";
import { ErrorSummary } from "../_ui/error-summary";
import { Time } from "../_ui/time";
import { useAction } from "../_ui/use-action";

export function InviteTeacher() {
  const [invitation, setInvitation] = useState<{ url: string; expiresAt: string } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const invite = useAction(async () => setInvitation(await trpc.account.invite.mutate()));
  useEffect(() => {
    if (invitation) field.current?.select();
  }, [invitation]);
  const handleCopy = async () => {
    if (!invitation) return;
    try {
      await navigator.clipboard.writeText(invitation.url);
      announce("Link copied.");
    } catch {
      field.current?.select();
      announce("The link is selected. Copy it with the keyboard.");
    }
  };
  return (
    <>
      <ErrorSummary error={invite.error} />
      {invitation && (
        <div className="field given">
          <label htmlFor="invitation">The link</label>
          <small id="invitation-hint">
            Good until <Time value={invitation.expiresAt} form="full" />, for one account. It is shown only
            now.
          </small>
          <div className="withbtn">
            <input
              ref={field}
              id="invitation"
              className="inp"
              readOnly
              value={invitation.url}
              aria-describedby="invitation-hint"
              onFocus={(event) => event.target.select()}
            />
            <Button look="line" onClick={handleCopy}>
              Copy
            </Button>
          </div>
        </div>
      )}
      <div className="brow">
        <Button
          look={invitation ? "line" : "fill"}
          pending={invite.pending}
          onClick={() => invite.run(undefined)}
        >
          {invitation ? "Make another link" : "Make an invitation link"}
        </Button>
      </div>
    </>
  );
}
