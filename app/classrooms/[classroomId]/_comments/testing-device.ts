import { vi } from "vitest";

/** A browser's page in small: storage, and a window whose events a test sends. */
export function stubDevice(): { window: EventTarget; stored: () => string[] } {
  const items = new Map<string, string>();
  const window = new EventTarget();
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("localStorage", {
    get length() {
      return items.size;
    },
    key: (n: number) => [...items.keys()][n] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  });
  return { window, stored: () => [...items.keys()] };
}

/** What the API throws when it refuses. */
export const refusal = (code: string, message = "No.", details: Record<string, string | number> = {}) =>
  Object.assign(new Error(message), { data: { code: "X", domain: { code, message, details } } });

/** What is thrown when no answer came. */
export const noNetwork = () => Object.assign(new Error("fetch failed"), { data: undefined });
