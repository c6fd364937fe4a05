/** Whether this browser can agree between its tabs. Locks are withheld on plain http. */
export const canShare = (): boolean =>
  typeof navigator !== "undefined" && Boolean(navigator.locks) && typeof BroadcastChannel === "function";

/**
 * Runs something in one tab at a time. Where tabs cannot agree, or one holds on too long (a phone may put it to
 * sleep), it runs all the same: use it to save work, not to be right.
 */
export async function oneTabAtATime(name: string, work: () => Promise<void>): Promise<void> {
  if (!canShare()) return work();
  let ran = false;
  const patience = AbortSignal.timeout(10_000);
  try {
    await navigator.locks.request(name, { signal: patience }, () => {
      ran = true;
      return work();
    });
  } catch (error) {
    if (ran || !patience.aborted) throw error;
    await work();
  }
}
