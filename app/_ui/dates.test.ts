import { describe, expect, it } from "vitest";
import { dateWords } from "./dates";

const now = new Date(2026, 2, 19, 15, 30);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe("dateWords", () => {
  it("writes UTC on the server, with the year", () => {
    expect(dateWords("2026-03-19T08:05:00.000Z", "full", null)).toBe("Thursday 19 March 2026, 8:05");
    expect(dateWords("2026-03-19T08:05:00.000Z", "ago", null)).toBe("Thursday 19 March 2026, 8:05");
  });

  it.each([
    [at(2026, 2, 19, 15, 30), "just now"],
    [at(2026, 2, 19, 15, 29), "1 minute ago"],
    [at(2026, 2, 19, 15, 2), "28 minutes ago"],
    [at(2026, 2, 19, 12, 0), "3 hours ago"],
    [at(2026, 2, 18, 23, 50), "yesterday at 23:50"],
    [at(2026, 2, 13, 8, 0), "Friday 13 March, 8:00"],
    [at(2025, 11, 31, 8, 0), "Wednesday 31 December 2025, 8:00"],
  ])("says how long ago %s was", (iso, words) => {
    expect(dateWords(iso, "ago", now)).toBe(words);
  });

  it.each([
    [at(2026, 2, 19, 23, 0), "today 23:00", "today"],
    [at(2026, 2, 20, 8, 0), "tomorrow 8:00", "tomorrow"],
    [at(2026, 2, 25, 8, 0), "Wednesday 8:00", "Wed"],
    [at(2026, 2, 26, 8, 0), "Thursday 26 March, 8:00", "26 Mar"],
    [at(2026, 2, 18, 8, 0), "Wednesday 18 March, 8:00", "18 Mar"],
  ])("says when %s is", (iso, due, short) => {
    expect(dateWords(iso, "due", now)).toBe(due);
    expect(dateWords(iso, "short", now)).toBe(short);
  });

  it("says nothing about what is no date", () => {
    expect(dateWords("soon", "day", now)).toBe("");
  });
});
