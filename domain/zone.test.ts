import { describe, expect, it } from "vitest";
import { instantOf, isZone, localOf, offsetOf, parseZone, wallOf, zoneNames, zoneWords } from "./zone";

const LONDON = "Europe/London";
const NEW_YORK = "America/New_York";

describe("time zones", () => {
  it("are known by their names", () => {
    for (const name of [LONDON, "UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"])
      expect(isZone(name), name).toBe(true);
    for (const name of ["", "London", "Europe/Hailsham", "+05:00", "../etc", "Europe/London\u0000"])
      expect(isZone(name), name).toBe(false);
    expect(parseZone("Europe/London")).toBe(LONDON);
    for (const name of [undefined, "", "Mars/Olympus", `Europe/${"x".repeat(5_000)}`])
      expect(parseZone(name)).toBeNull();
    expect(zoneNames()).toContain("UTC");
    expect(zoneNames()).toContain(LONDON);
    expect(zoneNames().every(isZone)).toBe(true);
  });

  it("are told by their place", () => {
    expect(zoneWords(LONDON, 0)).toBe("London time");
    expect(zoneWords("America/Argentina/Buenos_Aires", 0)).toBe("Buenos Aires time");
    expect(zoneWords("UTC", 0)).toBe("UTC");
    expect(zoneWords("Etc/UTC", 0)).toBe("UTC");
    // The sign of such a name is the other way round.
    expect(zoneWords("Etc/GMT+5", 0)).toBe("UTC−5");
  });

  it.each([
    ["2026-12-05T17:00", LONDON, "2026-12-05T17:00:00.000Z"],
    ["2026-07-05T17:00", LONDON, "2026-07-05T16:00:00.000Z"],
    ["2026-12-05T17:00", NEW_YORK, "2026-12-05T22:00:00.000Z"],
    ["2026-12-05T17:00", "Asia/Kolkata", "2026-12-05T11:30:00.000Z"],
    ["2026-12-05T17:00", "Pacific/Kiritimati", "2026-12-05T03:00:00.000Z"],
    ["2026-12-05T17:00:30", "UTC", "2026-12-05T17:00:30.000Z"],
  ])("%s in %s is one moment", (local, zone, iso) => {
    expect(instantOf(local, zone)).toBe(iso);
    expect(localOf(iso, zone)).toBe(local.slice(0, 16));
  });

  it("tell an hour that is skipped by the clocks before it", () => {
    // On 29 March 2026 London goes from 1:00 to 2:00, on 8 March New York from 2:00 to 3:00.
    expect(instantOf("2026-03-29T00:59", LONDON)).toBe("2026-03-29T00:59:00.000Z");
    expect(instantOf("2026-03-29T01:30", LONDON)).toBe("2026-03-29T01:30:00.000Z");
    expect(localOf("2026-03-29T01:30:00.000Z", LONDON)).toBe("2026-03-29T02:30");
    expect(instantOf("2026-03-29T02:00", LONDON)).toBe("2026-03-29T01:00:00.000Z");
    expect(instantOf("2026-03-08T02:30", NEW_YORK)).toBe("2026-03-08T07:30:00.000Z");
    // Half an hour at Lord Howe.
    expect(localOf(instantOf("2026-10-04T02:15", "Australia/Lord_Howe") ?? "", "Australia/Lord_Howe")).toBe(
      "2026-10-04T02:45",
    );
  });

  it("mean the first of an hour that comes twice", () => {
    expect(instantOf("2026-10-25T01:30", LONDON)).toBe("2026-10-25T00:30:00.000Z");
    expect(instantOf("2026-10-25T02:00", LONDON)).toBe("2026-10-25T02:00:00.000Z");
    expect(instantOf("2026-11-01T01:30", NEW_YORK)).toBe("2026-11-01T05:30:00.000Z");
  });

  it("give back every hour that is shown, wherever", () => {
    const zones = [LONDON, NEW_YORK, "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"];
    // The weeks in which clocks are changed somewhere.
    const spans = [
      Date.UTC(2026, 1, 12),
      Date.UTC(2026, 2, 6),
      Date.UTC(2026, 2, 27),
      Date.UTC(2026, 9, 2),
      Date.UTC(2026, 9, 23),
    ];
    for (const [zone, begin] of zones.flatMap((zone) => spans.map((span) => [zone, span] as const)))
      for (let at = begin; at < begin + 11 * 86_400_000; at += 1_800_000) {
        const local = localOf(new Date(at).toISOString(), zone);
        const back = Date.parse(instantOf(local, zone) ?? "");
        // The second of two same hours goes back to the first.
        expect(localOf(new Date(back).toISOString(), zone)).toBe(local);
        expect(at - back).toBeGreaterThanOrEqual(0);
      }
  });

  it("are no moment where nothing is written, or nonsense", () => {
    for (const local of ["", "soon", "2026-13-40T08:00", "2026-12-05"])
      expect(instantOf(local, LONDON)).toBeNull();
  });

  it("show the day and the hour of a wall clock", () => {
    expect(wallOf(Date.parse("2026-12-31T23:30:00.000Z"), "Europe/Paris")).toEqual({
      year: 2027,
      month: 0,
      date: 1,
      weekday: 5,
      hour: 0,
      minute: 30,
    });
    expect(offsetOf(Date.parse("2026-07-01T00:00:00.000Z"), LONDON)).toBe(3_600_000);
  });
});
