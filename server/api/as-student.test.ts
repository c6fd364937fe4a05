import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AS_STUDENT_COOKIE, MADE_UP_STUDENT } from "#domain/as-student";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { listProcedures, outcomeOf, requestFor, takeBus } from "../testing/http";
import { type Asked, answerAs, askPrompt, SUBSTANCE } from "../testing/prompts";
import { handleTrpc } from "./handler";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let classroom: Classroom;
let asked: Asked;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya");
  classroom = await makeClassroom(db, teacher);
  await join(db, classroom, maya);
  asked = await askPrompt(db, classroom);
  await answerAs(db, maya, asked);
});
afterAll(() => db.close());

type How = { of?: string; page?: string };

/** Asks as a browser whose teacher looks at a class as a student; `page` is the account that its page names. */
async function ask(path: string, input: unknown, { of = classroom.id, page }: How = {}, person = teacher) {
  takeBus(db);
  const request = requestFor(path, input, {
    cookie: `${person.cookie}; ${AS_STUDENT_COOKIE}=${of}`,
    headers: page ? { "commonplace-account": page } : {},
  });
  const response = await handleTrpc(request, db.context);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe("a class seen as a student", () => {
  it("has the gate closed to the teacher who looks, on the page and from it", async () => {
    for (const how of [{}, { page: MADE_UP_STUDENT }]) {
      const answer = await ask("prompt.get", asked, how);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('"waiting":1');
      expect(answer.text).not.toContain(SUBSTANCE);
      expect(answer.text).toContain(MADE_UP_STUDENT);
      expect(answer.text).not.toContain(teacher.userId);
      expect(outcomeOf(await ask("prompt.ledger", asked, how))).toBe(
        outcomeOf(await ask("prompt.ledger", asked, { of: "none" }, maya)),
      );
    }
  });

  it("is written to by nobody: every write in it is refused", async () => {
    const comment = {
      classroomId: classroom.id,
      id: randomUUID(),
      sectionId: classroom.sections[0]?.id,
      paragraphId: null,
      parentId: null,
      text: "Not to be kept.",
    };
    for (const page of [undefined, MADE_UP_STUDENT]) {
      const answer = await ask("comment.create", comment, page ? { page } : {});
      expect(outcomeOf(answer)).toBe("FORBIDDEN");
      expect(answer.text).toContain("You are looking at the class as a student.");
    }
    // The inputs are nothing: what refuses does so before it looks at them, or refuses them.
    for (const [path, { type }] of listProcedures()) {
      if (type !== "mutation") continue;
      const answer = await ask(path, { classroomId: classroom.id }, { page: MADE_UP_STUDENT });
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
    }
    const [row] = await db.owner`select count(*)::int as n from comments where text = 'Not to be kept.'`;
    expect(row?.n).toBe(0);
  });

  it("leaves the teacher's other tabs, other classes and the account alone", async () => {
    const own = await ask("prompt.get", asked, { page: teacher.userId });
    expect(own.text).toContain(SUBSTANCE);
    const elsewhere = await ask("prompt.get", asked, { of: randomUUID() });
    expect(elsewhere.text).toContain(SUBSTANCE);
    // Of the account and of the stream the made-up student has none.
    for (const [path, input] of [
      ["account.sessions", undefined],
      ["live.since", { cursor: "any" }],
    ] as const)
      expect(outcomeOf(await ask(path, input, { page: MADE_UP_STUDENT })), path).toBe("UNAUTHENTICATED");
  });

  it("gives a student nothing, nor anybody who is not in it", async () => {
    const hers = await ask("prompt.get", asked, {}, maya);
    expect(hers.text).toContain(SUBSTANCE);
    expect(hers.text).toContain(maya.userId);
    expect(outcomeOf(await ask("prompt.get", asked, { page: MADE_UP_STUDENT }, maya))).toBe(
      "UNAUTHENTICATED",
    );
    expect(outcomeOf(await ask("prompt.get", asked, { of: "none", page: MADE_UP_STUDENT }))).toBe(
      "UNAUTHENTICATED",
    );
    const stranger = await makePerson(db, "Nobody here");
    expect(outcomeOf(await ask("prompt.get", asked, {}, stranger))).toBe("NOT_FOUND");
    expect((await callerOf(db, maya).prompt.get(asked)).prompt.mine?.state).toBe("in");
  });
});
