import { describe, expect, it } from "vitest";
import { defaultReader, serializeReader } from "#domain/reader";
import { type Facts, settle } from "./reader-account";

const usual = serializeReader(defaultReader);
const dark = serializeReader({ ...defaultReader, theme: "dark" });
const large = serializeReader({ ...defaultReader, size: 26 });
const NOW = 1_000_000;
const facts = (part: Partial<Facts>): Facts => ({
  account: dark,
  shown: usual,
  note: null,
  known: new Set(),
  now: NOW,
  ...part,
});

describe("text settings of an account", () => {
  it("are shown on a device that shows something else", () => {
    expect(settle(facts({}))).toEqual({ show: dark, send: false });
    expect(settle(facts({ shown: dark }))).toEqual({ show: null, send: false });
  });

  it("are the usual ones for somebody who never set any, whatever the last reader left", () => {
    expect(settle(facts({ account: null, shown: large }))).toEqual({ show: usual, send: false });
  });

  it("give way to a change that is still to be sent, and send it", () => {
    const note = { reader: large, at: 0, isSent: false };
    expect(settle(facts({ note, shown: large }))).toEqual({ show: null, send: true });
    expect(settle(facts({ note, shown: usual }))).toEqual({ show: large, send: true });
  });

  it("give way to a change that was sent a moment ago, and not for longer", () => {
    const note = { reader: large, at: NOW - 1_000, isSent: true };
    expect(settle(facts({ note, shown: large })).show).toBeNull();
    expect(settle(facts({ note: { ...note, at: 0 }, shown: large })).show).toBe(dark);
  });

  it("are not taken from a page that the browser kept from before", () => {
    expect(settle(facts({ shown: large, known: new Set([dark, large]) })).show).toBeNull();
    expect(settle(facts({ shown: large, known: new Set([usual, large]) })).show).toBe(dark);
  });
});
