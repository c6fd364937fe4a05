import { trpc } from "../_trpc/client";
import { forgetReader } from "./reader-browser";
import { clearKept, countKept, currentAccount } from "./shelf";

let counted: string | null = null;

/**
 * How many drafts and unsent posts signing out would remove. Asks the server who is signed in: what another account
 * left on this device is neither counted nor removed.
 */
export async function unsentCount(): Promise<number> {
  const me = await trpc.account.me.query().catch(() => null);
  counted = me?.id ?? currentAccount();
  return counted ? countKept(counted) : 0;
}

/**
 * Removes everything this device keeps for the person `unsentCount` counted for, and their text settings: the next one
 * at a shared computer sees their own. Every tab of theirs hears it.
 */
export async function clearDevice(): Promise<void> {
  if (counted) clearKept(counted);
  forgetReader();
}
