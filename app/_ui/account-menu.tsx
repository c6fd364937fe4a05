"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "./button";
import { unsentCount } from "./device";
import { Dialog } from "./dialog";
import { ErrorSummary } from "./error-summary";
import { Monogram } from "./monogram";
import { Popover } from "./popover";
import { signOut } from "./sign-in";
import { useAction } from "./use-action";

type AccountMenuProps = { name: string; role: "teacher" | "student" };

/** The monogram at the end of the bar: one's account, one's classes, and the way out. */
export function AccountMenu({ name, role }: AccountMenuProps) {
  const [unsent, setUnsent] = useState<number | null>(null);
  const leave = useAction(signOut);
  const handleSignOut = async () => {
    const waiting = await unsentCount();
    if (waiting > 0) setUnsent(waiting);
    else await leave.run(undefined);
  };
  return (
    <>
      <Popover name={`${name}, your account`} label={<Monogram name={name} kind={role} me />} menu>
        {(close) => (
          <>
            <p className="whom">
              Signed in as <b>{name}</b>
            </p>
            <ErrorSummary error={leave.error} />
            <ul className="menu">
              <li>
                <Link href="/account" prefetch={false} onClick={close}>
                  Your account
                </Link>
              </li>
              <li>
                <Link href="/classrooms" prefetch={false} onClick={close}>
                  Your classes
                </Link>
              </li>
              <li>
                <Link href="/join" prefetch={false} onClick={close}>
                  Join a class
                </Link>
              </li>
              <li>
                <Link href="/privacy" prefetch={false} onClick={close}>
                  Who can see what
                </Link>
              </li>
              <li className="apart">
                <button type="button" onClick={handleSignOut} aria-disabled={leave.pending || undefined}>
                  Sign out
                </button>
              </li>
            </ul>
          </>
        )}
      </Popover>
      <Dialog
        open={unsent !== null}
        title={unsent === 1 ? "One draft has not been sent." : `${unsent} drafts have not been sent.`}
        onClose={() => setUnsent(null)}
      >
        <p>
          They are saved on this device only. Signing out removes them, so that nobody after you reads them.
        </p>
        <ErrorSummary error={leave.error} />
        <div className="brow">
          <Button look="line" onClick={() => setUnsent(null)}>
            Stay and send them
          </Button>
          <Button pending={leave.pending} onClick={() => leave.run(undefined)}>
            Sign out and remove them
          </Button>
        </div>
      </Dialog>
    </>
  );
}
