import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { countKept, keep, setAccount } from "../../../../_ui/shelf";
import { stubDevice } from "../../_comments/testing-device";
import { keepTakesUp, keptTakesUp, NOTHING_TAKEN_UP } from "./takes-up";

let device: ReturnType<typeof stubDevice>;
beforeEach(() => {
  device = stubDevice();
  setAccount("maya");
});
afterEach(() => vi.unstubAllGlobals());

describe("what is chosen for a reply", () => {
  it("is kept with what it answers until it is sent, and is no draft by itself", () => {
    keepTakesUp("c1", { starter: "asks", quote: "or tired" });
    expect(keptTakesUp("c1")).toEqual({ starter: "asks", quote: "or tired" });
    expect(keptTakesUp("c2")).toEqual(NOTHING_TAKEN_UP);
    expect(countKept("maya")).toBe(0);
    keepTakesUp("c1", NOTHING_TAKEN_UP);
    expect(device.stored()).toEqual([]);
  });

  it("is nobody else's", () => {
    keepTakesUp("c1", { starter: "builds", quote: null });
    setAccount("tomasz");
    expect(keptTakesUp("c1")).toEqual(NOTHING_TAKEN_UP);
  });

  it("is left out where it is none of what can be chosen", () => {
    keep("maya", "takesUp", "c1", { starter: "shouts", quote: "x".repeat(400) });
    expect(keptTakesUp("c1")).toEqual(NOTHING_TAKEN_UP);
  });
});
