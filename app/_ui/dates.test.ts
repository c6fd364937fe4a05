import { describe, expect, it } from "vitest";
import { type Clock, dateWords, zoneHint } from "./dates";

const LONDON: Clock = {
  zone: "Europe/London",
  own: "Europe/London",
  now: Date.parse("2026-03-19T15:30:00Z"),
};
const words = (iso: string, form: Parameters<typeof dateWords>[1], clock: Partial<Clock> = {}) =>
  dateWords(iso, form, { ...LONDON, ...clock });

describe("dateWords", () => {
  it("writes the year where nothing is told by how far away it is", () => {
    expect(words("2026-03-19T08:05:00.000Z", "full", { now: null })).toBe("Thursday 19 March 2026, 8:05");
    expect(words("2026-03-19T08:05:00.000Z", "ago", { now: null })).toBe("Thursday 19 March 2026, 8:05");
  });

  it.each([
    ["2026-03-19T15:30:00Z", "just now"],
    ["2026-03-19T15:29:00Z", "1 minute ago"],
    ["2026-03-19T15:02:00Z", "28 minutes ago"],
    ["2026-03-19T12:00:00Z", "3 hours ago"],
    ["2026-03-18T23:50:00Z", "yesterday at 23:50"],
    ["2026-03-13T08:00:00Z", "Friday 13 March, 8:00"],
    ["2025-12-31T08:00:00Z", "Wednesday 31 December 2025, 8:00"],
  ])("says how long ago %s was", (iso, said) => {
    expect(words(iso, "ago")).toBe(said);
  });

  it.each([
    ["2026-03-19T23:00:00Z", "today 23:00", "today"],
    ["2026-03-20T08:00:00Z", "tomorrow 8:00", "tomorrow"],
    ["2026-03-25T08:00:00Z", "Wednesday 8:00", "Wed"],
    ["2026-03-26T08:00:00Z", "Thursday 26 March, 8:00", "26 Mar"],
    ["2026-03-18T08:00:00Z", "Wednesday 18 March, 8:00", "18 Mar"],
    // After the clocks have changed.
    ["2026-03-30T07:00:00Z", "Monday 30 March, 8:00", "30 Mar"],
  ])("says when %s is", (iso, due, short) => {
    expect(words(iso, "due")).toBe(due);
    expect(words(iso, "short")).toBe(short);
  });

  it("tells the class's clocks, and names them to who goes by others", () => {
    const due = "2026-12-05T17:00:00Z";
    const away = { own: "America/New_York" };
    expect(words(due, "full", away)).toBe("Saturday 5 December, 17:00 (London time)");
    expect(words(due, "time", away)).toBe("17:00 (London time)");
    expect(words(due, "date", away)).toBe("Sat 5 Dec");
    // Of another name, and the same clocks.
    expect(words(due, "full", { own: "Europe/Lisbon" })).toBe("Saturday 5 December, 17:00");
    // The day is the class's as well.
    expect(words("2026-03-19T23:30:00Z", "due", { zone: "Europe/Paris", own: "Europe/Paris" })).toBe(
      "tomorrow 0:30",
    );
    // In summer London and UTC differ, in winter they do not.
    expect(words("2026-07-01T12:00:00Z", "time", { own: "UTC" })).toBe("13:00 (London time)");
    expect(words("2026-12-01T12:00:00Z", "time", { own: "UTC" })).toBe("12:00");
  });

  it("says below a field whose clocks are meant", () => {
    expect(zoneHint(LONDON)).toBe("Times are London time, as the class keeps it.");
    expect(zoneHint({ ...LONDON, own: "Asia/Kolkata" })).toMatch(
      /^Times are London time, as the class keeps it\. Yours is (Kolkata|Calcutta) time\.$/,
    );
  });

  it("says nothing about what is no date", () => {
    expect(words("soon", "day")).toBe("");
  });
});
