/** What this device keeps for the person signed in: drafts and what is not yet sent. */
export type DeviceStore = {
  unsentCount: () => number | Promise<number>;
  clearDevice: () => void | Promise<void>;
};

let store: DeviceStore | null = null;

/** Lets the outbox say that it keeps things here. Called once, when its module loads. */
export function registerDevice(kept: DeviceStore): void {
  store = kept;
}

/** How many drafts and unsent posts signing out would remove. */
export async function unsentCount(): Promise<number> {
  return (await store?.unsentCount()) ?? 0;
}

/** Removes everything this device keeps for the person signed in. */
export async function clearDevice(): Promise<void> {
  await store?.clearDevice();
}
