import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { JOIN_CODE_ALPHABET } from "#domain/classroom";
import { CODE_BUDGET } from "../account/throttle";
import { newJoinCode } from "../classroom/code";
import { inputFor } from "../testing/cases";
import { checksum } from "../testing/checksum";
import { callOverHttp, listProcedures, outcomeOf } from "../testing/http";
import { MARKER, makeWorld, OTHER_MARKER, type World } from "../testing/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An answer without what is random by nature: the request's id, and a sealed cursor, of which the length stays. */
const withoutRequestId = (text: string) =>
  text
    .replace(/"requestId":"[^"]*"/g, "")
    .replace(/"cursor":"([^"]*)"/g, (_, cursor: string) => `"cursor":${cursor.length}`);

/** Ids that the browser makes: one that is taken is refused, and that is all that can be learned from it. */
const MADE_BY_THE_BROWSER = new Set(["id"]);

type Fields = Record<string, string | string[]>;

/** The id fields of an input, nested lists of ids included. */
function idFields(input: unknown): string[] {
  if (!input || typeof input !== "object") return [];
  return Object.entries(input)
    .filter(([, value]) => UUID.test(String(Array.isArray(value) ? value[0] : value)))
    .map(([name]) => name);
}

/** Every choice of one name and more. */
const subsetsOf = (names: string[]): string[][] =>
  Array.from({ length: 2 ** names.length - 1 }, (_, bits) =>
    names.filter((_, at) => ((bits + 1) >> at) % 2 === 1),
  );

/** Ids of the second class for each kind of field. */
async function foreignIds(): Promise<Record<string, string>> {
  const commentId = await world.comment({ elsewhere: true });
  const section = world.there.sections[0];
  return {
    classroomId: world.there.id,
    sectionId: section?.id ?? "",
    paragraphId: section?.paragraphIds[0] ?? "",
    parentId: commentId,
    rootId: commentId,
    rootIds: commentId,
    commentId,
    reportId: await world.report(await world.comment({ elsewhere: true })),
    userId: world.people.other_student.userId,
  };
}

const replaced = (input: unknown, names: string[], idOf: (name: string) => string): unknown => {
  const copy = { ...(input as Fields) };
  for (const name of names) copy[name] = Array.isArray(copy[name]) ? [idOf(name)] : idOf(name);
  // A key of the browser's own is fresh each time, so that no call repeats another.
  for (const name of Object.keys(copy)) if (MADE_BY_THE_BROWSER.has(name)) copy[name] = randomUUID();
  return copy;
};

const inClasses = [...listProcedures()].filter(([path]) =>
  /^(classroom|comment|guide|moderation)\./.test(path),
);

describe("ids of another class", () => {
  it.each(inClasses.map(([path]) => path))(
    "in %s are answered like ids of nothing, in every field and every mixture",
    async (path) => {
      for (const role of ["owner", "student"] as const) {
        const { input } = await inputFor(world, path, role);
        const names = idFields(input).filter((name) => !MADE_BY_THE_BROWSER.has(name));
        const foreign = await foreignIds();
        for (const name of names)
          expect(Object.keys(foreign), `${path} has an id of a new kind`).toContain(name);
        const before = await checksum(world.db);
        for (const set of subsetsOf(names)) {
          const answers = [];
          for (const idOf of [(name: string) => foreign[name] ?? "", () => randomUUID()]) {
            const mixed = replaced(input, set, idOf);
            answers.push(await callOverHttp(world.db, path, mixed, world.cookieOf(role)));
          }
          const [there, nowhere] = answers;
          const where = `${path} as ${role} with another's ${set}`;
          expect(withoutRequestId(there?.text ?? ""), where).toBe(withoutRequestId(nowhere?.text ?? ""));
          expect(there?.status, where).toBe(nowhere?.status);
          expect(there?.text, where).not.toContain(OTHER_MARKER);
          if (set.includes("classroomId")) expect(there?.status, where).toBe(404);
          if (there?.status === 200) expect(there.text, where).toMatch(/"(comments":\[\]|done)/);
        }
        expect(await checksum(world.db), path).toEqual(before);
      }
    },
  );

  it("that are taken by another class betray nothing but that they are taken", async () => {
    const taken = await world.comment({ elsewhere: true });
    for (const [path, idOf] of [
      ["comment.create", () => taken],
      ["classroom.create", () => world.there.id],
    ] as const) {
      const { input } = await inputFor(world, path, "owner");
      const before = await checksum(world.db);
      const answer = await callOverHttp(
        world.db,
        path,
        { ...(input as object), id: idOf() },
        world.cookieOf("owner"),
      );
      expect(outcomeOf(answer), path).toBe("CONFLICT");
      expect(answer.text).not.toContain(OTHER_MARKER);
      expect(await checksum(world.db)).toEqual(before);
    }
  });
});

describe("the same id twice", () => {
  const count = async (table: string, id: string) =>
    (await world.db.owner.unsafe(`select count(*)::int as n from ${table} where id = '${id}'`))[0]?.n;

  it.each([
    ["comment.create", "comments"],
    ["moderation.report", "comment_reports"],
    ["classroom.create", "classrooms"],
  ])("makes one row by %s, one after another and twenty at once", async (path, table) => {
    for (const times of [2, 20]) {
      const role = path === "moderation.report" ? "student" : "owner";
      const { input } = await inputFor(world, path, role);
      const { id } = input as { id: string };
      const send = () => callOverHttp(world.db, path, input, world.cookieOf(role));
      const answers =
        times === 2 ? [await send(), await send()] : await Promise.all(Array.from({ length: times }, send));
      expect(
        answers.map(({ status }) => status),
        path,
      ).toEqual(answers.map(() => 200));
      const told = new Set(answers.map(({ text }) => withoutRequestId(text)));
      expect(told.size, path).toBe(1);
      expect(await count(table, id)).toBe(1);
    }
  });

  it("joins once", async () => {
    const newcomer = world.people.other_student;
    const { input } = await inputFor(world, "classroom.join", "other_student");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => callOverHttp(world.db, "classroom.join", input, newcomer.cookie)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const [row] = await world.db.owner`select count(*)::int as n from classroom_members
      where user_id = ${newcomer.userId} and classroom_id = ${world.here.id}`;
    expect(row?.n).toBe(1);
  });
});

describe("join codes", () => {
  it("are drawn evenly from an alphabet without look-alikes", () => {
    const drawn = Array.from({ length: 20_000 }, newJoinCode);
    expect(new Set(drawn).size).toBe(drawn.length);
    const counts = new Map<string, number>();
    for (const sign of drawn.join("")) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    expect([...counts.keys()].sort().join("")).toBe(JOIN_CODE_ALPHABET);
    const mean = (drawn.length * 8) / JOIN_CODE_ALPHABET.length;
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
    // 25 degrees of freedom: above 80 once in ten million runs.
    expect(chi).toBeLessThan(80);
    // 26 signs in 8 places are 37.6 bits: the budget of 60 a minute takes 3,300 years to try half of them.
    expect(JOIN_CODE_ALPHABET.length ** 8 / 2 / 60 / 60 / 24 / 365).toBeGreaterThan(3_000);
  });

  it("that are unknown, malformed, over or replaced get the same answer", async () => {
    const old = world.here.code;
    const answers = new Set<string>();
    const ask = async (code: string) => {
      const { text, status } = await callOverHttp(world.db, "classroom.preview", { code }, null);
      answers.add(`${status} ${withoutRequestId(text).replaceAll(/code [A-Z0-9]{4} [A-Z0-9]{4}/g, "code")}`);
    };
    await ask("22222222");
    await ask("ZZZZZZZZ");
    await world.db.owner`update classrooms set join_code_expires_at = now() - interval '1 second'`;
    await ask(old);
    await world.reset();
    await callOverHttp(
      world.db,
      "classroom.rotateCode",
      { classroomId: world.here.id, days: 1 },
      world.cookieOf("owner"),
    );
    await ask(old);
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(/^404 .*No class has the code/);
  });

  it("tell who tries them what a class is called, and nothing of who is in it", async () => {
    const answer = await callOverHttp(world.db, "classroom.preview", { code: world.here.code }, null);
    expect(Object.keys(JSON.parse(answer.text).result.data).sort()).toEqual([
      "guideTitle",
      "name",
      "teacherName",
    ]);
    expect(answer.text.match(new RegExp(MARKER, "g"))).toHaveLength(2);
  });

  it("cannot be tried faster than the installation's budget, however many at once", async () => {
    await world.db
      .owner`insert into throttles (key, failures, free_at) values ('codes', ${CODE_BUDGET - 10}, now())`;
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        callOverHttp(world.db, "classroom.preview", { code: `2222222${JOIN_CODE_ALPHABET[n % 26]}` }, null),
      ),
    );
    const weighed = answers.filter(({ status }) => status === 404).length;
    // Ten, and what a few seconds of a slow machine refill.
    expect(weighed).toBeGreaterThanOrEqual(10);
    expect(weighed).toBeLessThan(25);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]));
  });

  it("that are right take nothing from the budget", async () => {
    for (let n = 0; n < 5; n++)
      await callOverHttp(world.db, "classroom.preview", { code: world.here.code }, null);
    const [row] = await world.db.owner`select failures from throttles where key = 'codes'`;
    expect(row?.failures).toBe(0);
  });
});

describe("who has an account", () => {
  it("is told to nobody without a code or an invitation", async () => {
    const taken = world.people.owner.username;
    const account = { name: "Somebody", password: "a password of the tests" };
    const pairs: [string, (username: string) => object][] = [
      ["classroom.join", (username) => ({ ...account, username, code: "22222222" })],
      ["account.acceptInvitation", (username) => ({ ...account, username, token: "no such token" })],
      ["account.setup", (username) => ({ ...account, username, code: "no such code" })],
    ];
    for (const [path, inputOf] of pairs) {
      const answers = [];
      for (const username of [taken, "nobody-has-this"])
        answers.push(await callOverHttp(world.db, path, inputOf(username), null));
      expect(withoutRequestId(answers[0]?.text ?? ""), path).toBe(withoutRequestId(answers[1]?.text ?? ""));
      expect(answers[0]?.status).toBe(404);
    }
  });
});
