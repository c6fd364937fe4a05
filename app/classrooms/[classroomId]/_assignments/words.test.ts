import { describe, expect, it } from "vitest";
import { NO_NOTES } from "#domain/tally";
import { type Assignment, dueByPath, progressWords, ruleWords, tallyWords, titleOf } from "./words";

const section = (path: string, title: string) => ({ id: path, path, title, opensAt: null });
const asked = (more: Partial<Assignment> = {}): Assignment => ({
  id: "a",
  teacherName: "Ms Okafor",
  instructions: "",
  sections: [section("plot/hailsham", "Life at Hailsham")],
  notesMin: 3,
  needsTheme: true,
  needsReason: true,
  opensAt: "2026-03-16T08:00:00.000Z",
  dueAt: "2026-03-20T08:00:00.000Z",
  isPast: false,
  withdrawnAt: null,
  tally: NO_NOTES,
  ...more,
});
const tally = (more: object) => ({ ...NO_NOTES, ...more });

describe("the words of an assignment", () => {
  it("say the rule", () => {
    expect(ruleWords(asked())).toBe("Three notes, each with a theme and a reason");
    expect(ruleWords(asked({ notesMin: 1, needsTheme: false }))).toBe("One note with a reason");
    expect(ruleWords(asked({ needsTheme: false, needsReason: false }))).toBe("Three notes");
    expect(titleOf(asked())).toBe("Three notes on Life at Hailsham");
  });

  it.each([
    [{}, "None of the three notes yet."],
    [{ inTime: 2, withoutReason: 1 }, "2 of 3 notes. One still needs a reason."],
    [{ inTime: 0, withoutTheme: 2 }, "None of the three notes yet. Two still need a theme."],
    [{ inTime: 3 }, "3 of 3 notes. Done."],
    [{ inTime: 5 }, "5 notes, 3 were asked. Done."],
    [{ inTime: 2, late: 1 }, "3 of 3 notes. Done, one of them after the deadline."],
  ])("say the tally %o", (counts, words) => {
    expect(tallyWords(asked({ tally: tally(counts) }))).toBe(words);
  });

  it("say what came late, and what would", () => {
    expect(tallyWords(asked({ isPast: true, tally: tally({ inTime: 1 }) }))).toBe(
      "1 of 3 notes. The deadline is over; what you write now is marked as late.",
    );
    expect(progressWords(asked({ tally: tally({ inTime: 1 }) }))).toBe("One written, two to go");
    expect(progressWords(asked({ isPast: true, tally: tally({ inTime: 3 }) }))).toBe("Done");
  });

  it("name what is due in a section until it is done", () => {
    expect(dueByPath([asked(), asked({ dueAt: "2026-03-27T08:00:00.000Z" })])).toEqual({
      "plot/hailsham": "2026-03-20T08:00:00.000Z",
    });
    expect(dueByPath([asked({ tally: tally({ inTime: 3 }) }), asked({ isPast: true })])).toEqual({});
    expect(Object.keys(dueByPath([asked({ tally: null })]))).toEqual(["plot/hailsham"]);
  });
});
