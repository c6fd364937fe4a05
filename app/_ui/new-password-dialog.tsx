"use client";

import { useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorSummary } from "./error-summary";
import { useAction } from "./use-action";

type NewPasswordDialogProps = {
  person: { name: string; username: string };
  open: boolean;
  onClose: () => void;
  /** Makes the password on the server; it is known nowhere else afterwards. */
  make: () => Promise<{ password: string }>;
};

/** What was focused has gone with the question; the answer takes its place and is read out. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

/** Asks, makes a new password for somebody, and shows it once, large enough to copy by hand. */
export function NewPasswordDialog({ person, open, onClose, make }: NewPasswordDialogProps) {
  const [password, setPassword] = useState<string | null>(null);
  const reset = useAction(async () => setPassword((await make()).password));
  const handleClose = () => {
    setPassword(null);
    onClose();
  };
  if (password !== null) {
    return (
      <Dialog open={open} title={`A new password for ${person.name}`} onClose={handleClose}>
        <p>
          User name <b className="ink">{person.username}</b>
        </p>
        <p className="bigpass" tabIndex={-1} ref={takeFocus}>
          {password}
        </p>
        <p>It is shown only now. {person.name} can change it under “Your account”.</p>
        <div className="brow">
          <Button onClick={handleClose}>It is written down</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} title={`Give ${person.name} a new password?`} onClose={handleClose}>
      <p>
        The old one stops working and {person.name} is signed out everywhere. Mind the projector: the new one
        is shown here, large.
      </p>
      <ErrorSummary error={reset.error} />
      <div className="brow">
        <Button look="line" onClick={handleClose}>
          Keep the old one
        </Button>
        <Button pending={reset.pending} onClick={() => reset.run(undefined)}>
          Make a new password
        </Button>
      </div>
    </Dialog>
  );
}
