import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clearKept, countKept, keep, readKept, setAccount } from "../../../_ui/shelf";
import { hasDraft, putDraft, setDraftScope } from "./drafts";
import { stubDevice } from "./testing-device";

let device: ReturnType<typeof stubDevice>;
let account: string;
let count = 0;
const stored = (place: string) => readKept<string>(account, "draft", `class-1:${place}`);

beforeEach(() => {
  device = stubDevice();
  // Drafts live as long as their page: each test is another person's page.
  account = `account-${count++}`;
  setAccount(account);
  setDraftScope("class-1");
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("drafts", () => {
  it("are on the device when the keystroke has returned", () => {
    putDraft("reply:1", "Half a");
    expect(stored("reply:1")).toBe("Half a");
    putDraft("reply:1", "Half a sentence");
    expect(stored("reply:1")).toBe("Half a sentence");
    expect(countKept(account)).toBe(1);
  });

  it("leave nothing behind when they are cleared", () => {
    putDraft("reply:1", "Half a");
    putDraft("reply:1", "");
    expect(device.stored()).toEqual([]);
  });

  it("of two classes that read the same guide are two", () => {
    putDraft("new:section-1:section", "For class one");
    setDraftScope("class-2");
    expect(hasDraft("new:section-1:section")).toBe(false);
  });

  it("take what another tab wrote last", () => {
    putDraft("reply:1", "here");
    keep(account, "draft", "class-1:reply:1", null);
    expect(hasDraft("reply:1")).toBe(false);
    putDraft("reply:1", "typing");
    keep(account, "draft", "class-1:reply:1", "typing on, over there");
    expect(hasDraft("reply:1")).toBe(true);
    expect(stored("reply:1")).toBe("typing on, over there");
  });

  it("are gone when their person signs out, and are not written again behind it", () => {
    putDraft("reply:1", "kept");
    putDraft("reply:1", "kept and more");
    clearKept(account);
    device.window.dispatchEvent(new Event("pagehide"));
    expect(countKept(account)).toBe(0);
    expect(hasDraft("reply:1")).toBe(false);
  });
});
