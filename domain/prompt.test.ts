import { describe, expect, it } from "vitest";
import { type Owing, owes, repliesLeft } from "./prompt";

type State = NonNullable<Owing["mine"]>["state"];
const stands = (state: State, more: Partial<Owing> & { repliedTo?: number } = {}): Owing => {
  const { repliedTo = 0, ...rest } = more;
  return { mine: { state, repliedTo }, isPast: false, takesLate: true, repliesMin: 2, ...rest };
};
const CLOSED = { isPast: true, takesLate: false };

describe("what is owed on a question", () => {
  it.each<[string, Owing, ReturnType<typeof owes>]>([
    ["nothing handed in", stands("none"), "answer"],
    ["nothing handed in, and late answers are taken", stands("none", { isPast: true }), "answer"],
    ["nothing handed in, and the time is over", stands("none", CLOSED), null],
    ["an excuse", stands("excused"), null],
    ["an excuse after the deadline", stands("excused", { isPast: true }), null],
    ["sent back", stands("sent_back"), "again"],
    ["sent back, and the time is over", stands("sent_back", CLOSED), "again"],
    ["handed in, and not with the others yet", stands("waiting"), null],
    ["in, with replies to go", stands("in", { repliedTo: 1 }), "replies"],
    ["in, with the replies given", stands("in", { repliedTo: 2 }), null],
    ["in, with more than the replies asked for", stands("in", { repliedTo: 5 }), null],
    ["in, where none are asked for", stands("in", { repliesMin: 0 }), null],
    ["in, when the time for answers is over", stands("in", CLOSED), "replies"],
    ["a teacher", { ...stands("none"), mine: null }, null],
  ])("with %s", (_, prompt, owed) => {
    expect(owes(prompt)).toBe(owed);
  });

  it("counts replies only once the answers are open", () => {
    expect(repliesLeft(stands("in"))).toBe(2);
    expect(repliesLeft(stands("in", { repliedTo: 3 }))).toBe(0);
    expect(repliesLeft(stands("waiting"))).toBe(0);
  });
});
