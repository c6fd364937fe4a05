import { randomUUID } from "node:crypto";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { describeError, log } from "./log";
import { openTestDatabase, type TestDatabase } from "./testing/database";
import { type Held, moveTo, openDebate, seatOn } from "./testing/debates";
import { type Classroom, join, makeClassroom, makePerson, type Person } from "./testing/factories";
import { callOverHttp } from "./testing/http";

const WORDS = "Miss Emily lied to all of us";

let db: TestDatabase;
let classroom: Classroom;
let student: Person;
let on: Held;
const lines: string[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
  const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  student = await makePerson(db, "Mia");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, student);
  on = await openDebate(db, classroom);
  await seatOn(db, on, student, "for");
  await moveTo(db, on, "entry_vote");
  // The log itself, as the process has it; only where its lines go is ours.
  const { streamSym } = pino.symbols as unknown as { streamSym: keyof typeof log };
  vi.spyOn(log[streamSym] as { write: (line: string) => void }, "write").mockImplementation((line) => {
    lines.push(line);
  });
});
beforeEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await db.close();
});

const vote = () =>
  callOverHttp(db, "debate.vote", { ...on, choice: "against", confidence: 5, movedBy: null }, student.cookie);

/** The one line of the log, which says nothing of what was sent. */
function lineWithout(...words: string[]): { path: string; err: ReturnType<typeof describeError> } {
  expect(lines).toHaveLength(1);
  for (const word of words) expect(lines[0]).not.toContain(word);
  return JSON.parse(lines[0] ?? "");
}

describe("what the log tells of an error", () => {
  it("is not how somebody voted, where casting the vote fails", async () => {
    await db.owner.unsafe("alter function app.cast_ballot rename to cast_elsewhere");
    try {
      expect((await vote()).status).toBe(500);
    } finally {
      await db.owner.unsafe("alter function app.cast_elsewhere rename to cast_ballot");
    }
    const { path, err } = lineWithout("against", "cast_ballot", "params", student.userId);
    expect(path).toBe("debate.vote");
    expect(err).toMatchObject({ type: "PostgresError", code: "42883" });
    expect(err.stack).toContain("castVote");
  });

  it("is not how somebody voted, where a ballot breaks a rule of its table", async () => {
    await db.owner.unsafe("alter table ballots add constraint nobody check (before <> 'against')");
    try {
      expect((await vote()).status).toBe(500);
    } finally {
      await db.owner.unsafe("alter table ballots drop constraint nobody");
    }
    const { err } = lineWithout("against", "Failing row");
    expect(err).toMatchObject({ code: "23514", table: "ballots", constraint: "nobody" });
  });

  it("is not how somebody voted, where a lock is waited for too long", async () => {
    await db.owner.begin(async (holding) => {
      await holding`lock table ballots in access exclusive mode`;
      expect((await vote()).status).toBe(503);
    });
    const { err } = lineWithout("against");
    expect(err).toMatchObject({ type: "PostgresError", code: "55P03" });
  });

  it("is not what somebody wrote", async () => {
    await db.owner.unsafe("alter table comments add constraint nobody check (position('Emily' in text) = 0)");
    const section = classroom.sections[0];
    const input = {
      id: randomUUID(),
      classroomId: classroom.id,
      sectionId: section?.id,
      parentId: null,
      paragraphId: null,
      quote: null,
      text: WORDS,
    };
    try {
      expect((await callOverHttp(db, "comment.create", input, student.cookie)).status).toBe(500);
    } finally {
      await db.owner.unsafe("alter table comments drop constraint nobody");
    }
    const { err } = lineWithout("Emily", "lied");
    expect(err).toMatchObject({ code: "23514", table: "comments" });
  });

  it("is not a line of a message that looks like a frame, nor a message that was changed since", () => {
    const forged = new TypeError(`no\n    at ${WORDS.replaceAll(" ", "")} (/x.ts:1:1)`);
    expect(describeError(new Error("around", { cause: forged }))).toMatchObject({ type: "TypeError" });
    expect(JSON.stringify(describeError(forged))).not.toContain("Emily");
    expect(describeError(forged).stack).toContain("log.test.ts");
    forged.message = "another";
    expect(describeError(forged)).toEqual({ type: "TypeError", stack: "" });
    expect(describeError(WORDS)).toEqual({ type: "string", stack: "" });
  });
});
