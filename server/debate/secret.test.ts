import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Choice, Side } from "#domain/debate/sides";
import { createAccount } from "../account/service";
import { sessionCookieName, tokenOf } from "../auth";
import { readSeq } from "../feed/read";
import { stopTheClock } from "../testing/clock";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { passageOf, termsOfDebate } from "../testing/debates";
import { asMember, callerOf, cursorAt, type Person } from "../testing/factories";
import { callOverHttp } from "../testing/http";
import { idOf } from "../testing/twins";

// Two schools that are alike but for this: two students on the same side have each cast the other's whole ballot.

const CLASS = { classroomId: idOf("a class that votes") };
const DEBATE = { ...CLASS, debateId: idOf("a secret vote") };
const NAMES = ["Tess", ...Array.from({ length: 12 }, (_, n) => `Voter ${String(n + 1).padStart(2, "0")}`)];
/** Whose ballots are swapped: both sit on the side for. */
const SWAPPED: [number, number] = [2, 3];
const HOUR = 3_600_000;

type School = { db: TestDatabase; people: Person[]; cursors: string[]; answers: Map<string, string>[] };

async function makePeople(db: TestDatabase): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of NAMES) {
    const [userId, sessionId] = [idOf(`voter ${name}`), idOf(`session of ${name}`)];
    const role = name === "Tess" ? "teacher" : "student";
    const username = name.toLowerCase().replace(" ", "");
    await createAccount(db.context.database.queries, {
      id: userId,
      name,
      username,
      passwordHash: null,
      role,
    });
    await db.owner`insert into sessions (id, user_id, label) values (${sessionId}, ${userId}, 'a test')`;
    const ticket = { userId, sessionId, epoch: 1 };
    const cookie = `${sessionCookieName(db.context.env)}=${await tokenOf(db.context.env, ticket)}`;
    people.push({ userId, name, username, ticket, cookie });
  }
  return people;
}

/** What everybody may ask, at a stage of the debate. */
const inputs = (school: School): [string, unknown][] => [
  ["debate.list", CLASS],
  ["debate.get", DEBATE],
  ["debate.claims", DEBATE],
  ["debate.turnout", DEBATE],
  ["debate.results", DEBATE],
  ["debate.votes", DEBATE],
  ["debate.kept", CLASS],
  ["classroom.home", CLASS],
  ["classroom.members", CLASS],
  ["assignment.list", CLASS],
  ["assignment.due", CLASS],
  ["prompt.list", CLASS],
  ["moderation.reports", CLASS],
  ["notes.mine", CLASS],
  ["search.query", { ...CLASS, q: "point" }],
  ["comment.list", { ...CLASS, sectionId: DEBATE.debateId }],
  ["comment.threadAt", { ...CLASS, commentId: idOf("a point") }],
  ...school.cursors.map((cursor): [string, unknown] => ["live.since", { cursor }]),
];

const masked = (text: string): string =>
  text.replace(
    /"(cursor|requestId)":"([^"]*)"/g,
    (_, key: string, value: string) => `"${key}":"${value.length}"`,
  );

/** Asks everything as everybody, and keeps the answers by who asked what. */
async function ask(school: School): Promise<void> {
  const answers = new Map<string, string>();
  for (const person of school.people)
    for (const [at, [path, input]] of inputs(school).entries()) {
      const { status, text } = await callOverHttp(school.db, path, input, person.cookie);
      answers.set(`${person.name} ${path} ${at}`, `${status} ${masked(text)}`);
    }
  school.answers.push(answers);
}

const steer = async (school: School, to: "begin" | "next") => {
  const api = callerOf(school.db, school.people[0] as Person).debate;
  const { debate } = await api.get(DEBATE);
  await api.steer({ ...DEBATE, version: debate.version, phase: debate.phase, steer: { to } });
};

/** What the ballot in each place of the register says, before and after. */
const BALLOTS: { before: Choice; after: Choice; confidence: number; isMoved: boolean }[] = NAMES.slice(1).map(
  (_, n) => ({
    before: n % 3 === 0 ? "for" : n % 3 === 1 ? "against" : "undecided",
    after: n % 4 === 0 ? "against" : "for",
    confidence: 1 + (n % 5),
    isMoved: n % 2 === 0,
  }),
);

async function vote(school: School, isSwapped: boolean, which: "before" | "after"): Promise<void> {
  const [one, other] = SWAPPED;
  for (let n = 1; n < NAMES.length; n++) {
    const place = !isSwapped ? n : n === one ? other : n === other ? one : n;
    const ballot = BALLOTS[place - 1];
    if (!ballot) throw new Error("everybody has a ballot");
    const movedBy = which === "after" && ballot.isMoved ? idOf("a point") : null;
    const { confidence } = ballot;
    await callerOf(school.db, school.people[n] as Person).debate.vote({
      ...DEBATE,
      choice: ballot[which],
      confidence,
      movedBy,
    });
  }
}

async function makeSchool(isSwapped: boolean): Promise<School> {
  const db = await openTestDatabase();
  const setClock = await stopTheClock(db);
  const people = await makePeople(db);
  const [tess, ...voters] = people as [Person, ...Person[]];
  const school: School = { db, people, cursors: [], answers: [] };
  await callerOf(db, tess).classroom.create({
    id: CLASS.classroomId,
    name: "A class",
    guideSlug: "never-let-me-go",
    displayName: "Tess",
  });
  for (const { userId, name } of voters)
    await db.owner`insert into classroom_members (classroom_id, user_id, role, name) values (${CLASS.classroomId}, ${userId}, 'student', ${name})`;
  await db.owner`update themes set id = md5(classroom_id || key)::uuid where classroom_id = ${CLASS.classroomId}`;
  await callerOf(db, tess).debate.create({
    ...CLASS,
    ...termsOfDebate({
      seating: "teacher",
      schedule: {
        pace: "timed",
        phases: (["entry_vote", "opening", "exit_vote"] as const).map((kind) => ({ kind, minutes: 60 })),
      },
    }),
    id: DEBATE.debateId,
  });
  const sides: Side[] = ["for", "against"];
  for (const [n, { userId }] of voters.entries())
    await callerOf(db, tess).debate.giveSeat({ ...DEBATE, userId, side: sides[n < 6 ? 0 : 1] ?? "for" });
  await steer(school, "begin");
  const start = await asMember(db, tess, CLASS.classroomId, (tx) => readSeq(tx, CLASS.classroomId));
  school.cursors.push(await cursorAt(db, tess, CLASS.classroomId, start));
  school.cursors.push(await cursorAt(db, voters[8] as Person, CLASS.classroomId, start));
  await vote(school, isSwapped, "before");
  // A vote is no news: nothing rings, and no number is spent.
  expect(await asMember(db, tess, CLASS.classroomId, (tx) => readSeq(tx, CLASS.classroomId))).toBe(start);
  await ask(school);
  await steer(school, "next");
  await callerOf(db, voters[9] as Person).debate.say({
    ...DEBATE,
    id: idOf("a point"),
    kind: "claim",
    side: "against",
    answersId: null,
    text: "One point.",
    passages: [await passageOf(db, { id: CLASS.classroomId })],
  });
  await setClock(new Date(Date.UTC(2026, 0, 5, 8) + HOUR / 2));
  await steer(school, "next");
  await vote(school, isSwapped, "after");
  await ask(school);
  // By the clock, and not by a teacher's hand: who looks first seals.
  await setClock(new Date(Date.UTC(2026, 0, 5, 8) + 4 * HOUR));
  await ask(school);
  return school;
}

let schools: [School, School];
beforeAll(async () => {
  schools = await Promise.all([makeSchool(false), makeSchool(true)]);
}, 120_000);
afterAll(() => Promise.all(schools.map(({ db }) => db.close())));

const STAGES = ["after the first vote", "after the last vote", "when it is over"];

describe("two whole ballots that have changed hands", () => {
  it.each(STAGES.map((name, at) => [name, at] as const))(
    "%s change no byte of any answer to anybody but those two, the teacher included",
    (_, at) => {
      const two = SWAPPED.map((n) => NAMES[n]);
      const [first, second] = schools.map(({ answers }) => answers[at] ?? new Map<string, string>());
      expect(first?.size).toBeGreaterThan(200);
      const different = [...(first ?? [])]
        .filter(([key, text]) => second?.get(key) !== text)
        .map(([key]) => key);
      expect(different.filter((key) => !two.some((name) => key.startsWith(`${name} `)))).toEqual([]);
      // Those two see their own while it can be found: the comparison could have failed.
      expect(different.map((key) => key.replace(/ \d+$/, ""))).toEqual(
        at === 2 ? [] : two.map((name) => `${name} debate.get`),
      );
    },
  );

  it("lie in the database as the sum of what was voted, and nothing in it leads to a voter", async () => {
    for (const { db } of schools) {
      const rows = await db.owner`select before, after, side, voter_id from ballots order by 1, 2, 3`;
      expect(rows).toHaveLength(12);
      expect(rows.every(({ voter_id }) => voter_id === null)).toBe(true);
      expect(await db.owner`select 1 from ballot_secrets`).toHaveLength(0);
      const [xmins] = await db.owner`select count(distinct xmin::text)::int as n from ballots`;
      expect(xmins?.n).toBe(1);
    }
    const [one, other] = await Promise.all(
      schools.map(
        ({ db }) => db.owner`select side, before, after, confidence_before, confidence_after, moved_by
        from ballots order by 1, 2, 3, 4, 5, 6`,
      ),
    );
    expect([...(one ?? [])]).toEqual([...(other ?? [])]);
  });
});
