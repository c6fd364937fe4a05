"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { trpc } from "../_trpc/client";
import { Button } from "../_ui/button";
import { Dialog } from "../_ui/dialog";
import { ErrorSummary } from "../_ui/error-summary";
import { ChevronIcon } from "../_ui/icons";
import { NewPasswordDialog } from "../_ui/new-password-dialog";
import { Popover } from "../_ui/popover";
import { showToast } from "../_ui/toast";
import { useAction } from "../_ui/use-action";

type Person = { id: string; name: string; username: string; disabledAt: string | null };

/** What an administrator may do with an account that is not their own. */
export function PersonActions({ person }: { person: Person }) {
  const router = useRouter();
  const [step, setStep] = useState<"password" | "close" | null>(null);
  const stop = () => setStep(null);
  const shut = useAction(async (disabled: boolean) => {
    await trpc.account.setDisabled.mutate({ userId: person.id, disabled });
    stop();
    showToast(disabled ? `${person.name}’s account is closed.` : `${person.name} can sign in again.`);
    router.refresh();
  });
  const choose = (close: () => void, action: () => void) => () => {
    close();
    action();
  };
  return (
    <>
      <Popover
        name={`Change ${person.name}’s account`}
        menu
        label={
          <>
            Change <ChevronIcon />
          </>
        }
      >
        {(close) => (
          <ul className="menu">
            <li>
              <button type="button" onClick={choose(close, () => setStep("password"))}>
                Give a new password
              </button>
            </li>
            <li>
              {person.disabledAt ? (
                <button type="button" onClick={choose(close, () => shut.run(false))}>
                  Open the account again
                </button>
              ) : (
                <button type="button" onClick={choose(close, () => setStep("close"))}>
                  Close the account
                </button>
              )}
            </li>
          </ul>
        )}
      </Popover>
      {step === null && <ErrorSummary error={shut.error} />}
      <NewPasswordDialog
        person={person}
        open={step === "password"}
        onClose={stop}
        make={() => trpc.account.resetPassword.mutate({ userId: person.id })}
      />
      <Dialog open={step === "close"} title={`Close ${person.name}’s account?`} onClose={stop}>
        <p>
          {person.name} is signed out everywhere at once and cannot sign in. What {person.name} wrote stays in
          its classes. You can open the account again.
        </p>
        <ErrorSummary error={shut.error} />
        <div className="brow">
          <Button look="line" onClick={stop}>
            Leave it open
          </Button>
          <Button pending={shut.pending} onClick={() => shut.run(true)}>
            Close the account
          </Button>
        </div>
      </Dialog>
    </>
  );
}
