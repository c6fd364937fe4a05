import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { JOIN_CODE_ALPHABET } from "#domain/classroom";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";
import { newJoinCode } from "./code";
import { MEMBERS_WINDOW } from "./queries";

let db: TestDatabase;
let teacher: Person;
let maya: Person;
let classroom: Classroom;

beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  maya = await makePerson(db, "Maya L.");
});
beforeEach(async () => {
  await db.owner`delete from throttles`;
  classroom = await makeClassroom(db, teacher);
});
afterAll(() => db.close());

const refused = (code: string) => ({ cause: { code } });
const joinBy = (person: Person, code: string, name = person.name) =>
  callerOf(db, person).classroom.join({ code, name });
const inClass = () => ({ classroomId: classroom.id });

describe("createClassroom", () => {
  it("makes one class however often the same request arrives", async () => {
    const input = {
      id: randomUUID(),
      name: "Year 9",
      guideSlug: "never-let-me-go",
      displayName: "Ms Okafor",
    };
    const create = (who: Person, name = input.name) => callerOf(db, who).classroom.create({ ...input, name });
    await Promise.all([create(teacher), create(teacher)]);
    expect(await create(teacher)).toEqual({ id: input.id });
    const stranger = await makePerson(db, "Mr Reed", { role: "teacher" });
    await expect(create(stranger)).rejects.toMatchObject(refused("CONFLICT"));
    await expect(create(teacher, "Year 10")).rejects.toMatchObject(refused("CONFLICT"));
    const [made] = await db.owner`
      select count(*)::int as members from classroom_members where classroom_id = ${input.id}`;
    expect(made?.members).toBe(1);
  });

  it("is for teachers' accounts, and for a guide there is", async () => {
    const input = { id: randomUUID(), name: "Year 9", displayName: "X" };
    await expect(
      callerOf(db, maya).classroom.create({ ...input, guideSlug: "never-let-me-go" }),
    ).rejects.toMatchObject(refused("FORBIDDEN"));
    await expect(
      callerOf(db, teacher).classroom.create({ ...input, guideSlug: "no-such-guide" }),
    ).rejects.toMatchObject(refused("NOT_FOUND"));
  });
});

describe("the time zone of a class", () => {
  const set = (timeZone: string, who = teacher) =>
    callerOf(db, who).classroom.update({ ...inClass(), timeZone });
  const frameOf = async (who = teacher) => (await callerOf(db, who).classroom.home(inClass())).frame;

  it("is UTC until it is set, and then told to everybody", async () => {
    await joinBy(maya, classroom.code);
    expect((await frameOf(maya)).classroom.timeZone).toBe("UTC");
    await set("America/New_York");
    expect((await frameOf(maya)).classroom.timeZone).toBe("America/New_York");
    // What else is set stays.
    await callerOf(db, teacher).classroom.update({ ...inClass(), noteAudience: "teachers" });
    expect((await frameOf()).classroom.timeZone).toBe("America/New_York");
    await callerOf(db, teacher).classroom.update(inClass());
  });

  it("is what the browser that makes the class says", async () => {
    const made = { id: randomUUID(), name: "Year 8", guideSlug: "never-let-me-go", displayName: "Ms Okafor" };
    await callerOf(db, teacher).classroom.create({ ...made, timeZone: "Asia/Kolkata" });
    const { frame } = await callerOf(db, teacher).classroom.home({ classroomId: made.id });
    expect(frame.classroom.timeZone).toBe("Asia/Kolkata");
  });

  it("is one there is", async () => {
    for (const name of ["Europe/Hailsham", "", "+01:00", "UTC'--", "Europe/London".repeat(1_000)])
      await expect(set(name), name).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await frameOf()).classroom.timeZone).toBe("UTC");
  });
});

describe("joinClassroom", () => {
  it("takes a code as people type it, and once", async () => {
    const typed = ` ${classroom.code.slice(0, 4).toLowerCase()} - ${classroom.code.slice(4)} `;
    expect(await joinBy(maya, typed)).toMatchObject({ classroomId: classroom.id });
    await joinBy(maya, classroom.code);
    const { items, total } = await callerOf(db, teacher).classroom.members(inClass());
    expect(total).toBe(2);
    expect(items.map((item) => [item.name, item.role])).toEqual([
      ["Ms Okafor", "teacher"],
      ["Maya L.", "student"],
    ]);
  });

  it("answers an unknown and an expired code alike, and a closed class with its own sentence", async () => {
    const unknown = await joinBy(maya, "22222222").catch((error) => error.message);
    await db.owner`update classrooms set join_code_expires_at = now() where id = ${classroom.id}`;
    const expired = await joinBy(maya, classroom.code).catch((error) => error.message);
    const spoken = (text: string) => text.replace(/[A-Z0-9]{4} [A-Z0-9]{4}/, "…");
    expect(spoken(expired)).toBe(spoken(unknown));
    await callerOf(db, teacher).classroom.rotateCode({ ...inClass(), days: 7 });
    const { code } = await callerOf(db, teacher).classroom.code(inClass());
    await callerOf(db, teacher).classroom.closeCode(inClass());
    await expect(joinBy(maya, code ?? "")).rejects.toMatchObject(refused("CLOSED"));
  });

  it("makes a new code the only one", async () => {
    await callerOf(db, teacher).classroom.rotateCode({ ...inClass(), days: 7 });
    const { code } = await callerOf(db, teacher).classroom.code(inClass());
    expect(code).not.toBe(classroom.code);
    await expect(joinBy(maya, classroom.code)).rejects.toMatchObject(refused("NOT_FOUND"));
    await joinBy(maya, code ?? "");
  });

  it("gives no two members one name, whatever the case of its letters, also at once", async () => {
    const [one, two] = [await makePerson(db, "Tom B."), await makePerson(db, "Tom B.")];
    const both = await Promise.allSettled([
      joinBy(one, classroom.code),
      joinBy(two, classroom.code, "TOM B."),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    const loser = both.find((answer) => answer.status === "rejected");
    expect(loser?.reason).toMatchObject({
      cause: { code: "CONFLICT", details: { name: expect.any(String) } },
    });
  });
});

describe("removeMember, leaveClassroom and setRole", () => {
  it("keep a removed student out of everything from the next request on", async () => {
    await join(db, classroom, maya);
    await callerOf(db, teacher).classroom.removeMember({ ...inClass(), userId: maya.userId });
    await expect(callerOf(db, maya).classroom.home(inClass())).rejects.toMatchObject(refused("NOT_FOUND"));
    expect((await callerOf(db, maya).classroom.mine()).map((one) => one.id)).not.toContain(classroom.id);
  });

  it("let who has left come back by the code", async () => {
    await join(db, classroom, maya);
    await callerOf(db, maya).classroom.leave(inClass());
    await joinBy(maya, classroom.code);
    await callerOf(db, maya).classroom.home(inClass());
    await expect(callerOf(db, teacher).classroom.leave(inClass())).rejects.toMatchObject(
      refused("FORBIDDEN"),
    );
  });

  it("leave co-teachers to the owner, and the owner to nobody", async () => {
    const [second, third] = [await makePerson(db, "Mr Reed"), await makePerson(db, "Mr Stone")];
    await join(db, classroom, second, "teacher");
    await join(db, classroom, third, "teacher");
    await join(db, classroom, maya);
    const remove = (who: Person, whom: Person) =>
      callerOf(db, who).classroom.removeMember({ ...inClass(), userId: whom.userId });
    const setRole = (who: Person, whom: Person) =>
      callerOf(db, who).classroom.setRole({ ...inClass(), userId: whom.userId, role: "student" });
    for (const attempt of [
      () => remove(second, third),
      () => remove(second, teacher),
      () => remove(second, second),
      () => setRole(second, third),
      () => setRole(teacher, teacher),
      () => remove(maya, second),
    ])
      await expect(attempt()).rejects.toMatchObject(refused("FORBIDDEN"));
    await remove(second, maya);
    await setRole(teacher, third);
    await remove(second, third);
    await expect(remove(teacher, third)).rejects.toMatchObject(refused("NOT_FOUND"));
  });
});

describe("listMembers", () => {
  it("pages to the end, teachers first, then by name", async () => {
    await db.owner`
      with made as (
        insert into users (username, name, role) select ${classroom.id} || n, 'Student ' || n, 'student'
        from generate_series(1, ${MEMBERS_WINDOW + 10}) n returning id, name)
      insert into classroom_members (classroom_id, user_id, role, name) select ${classroom.id}, id, 'student', name from made`;
    const list = (cursor?: string) =>
      callerOf(db, teacher).classroom.members({ ...inClass(), ...(cursor ? { cursor } : {}) });
    const first = await list();
    const second = await list(first.nextCursor ?? undefined);
    const names = [...first.items, ...second.items].map((item) => item.name);
    expect(first.items).toHaveLength(MEMBERS_WINDOW);
    expect(second.nextCursor).toBeNull();
    expect(names[0]).toBe("Ms Okafor");
    expect(new Set(names).size).toBe(MEMBERS_WINDOW + 11);
    await join(db, classroom, maya);
    await expect(callerOf(db, maya).classroom.members(inClass())).rejects.toMatchObject(refused("FORBIDDEN"));
  });
});

describe("newJoinCode", () => {
  it("draws eight signs of the alphabet, each about as often", () => {
    const drawn = new Map<string, number>();
    for (let n = 0; n < 4_000; n++) {
      const code = newJoinCode();
      expect(code).toMatch(new RegExp(`^[${JOIN_CODE_ALPHABET}]{8}$`));
      for (const sign of code) drawn.set(sign, (drawn.get(sign) ?? 0) + 1);
    }
    const expected = (4_000 * 8) / JOIN_CODE_ALPHABET.length;
    for (const sign of JOIN_CODE_ALPHABET)
      expect(Math.abs((drawn.get(sign) ?? 0) - expected)).toBeLessThan(expected * 0.25);
  });
});
