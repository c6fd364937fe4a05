import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hashPassword } from "../account/password";
import { endSession } from "../account/service";
import { STREAMS_PER_USER_MAX } from "../feed/bus";
import { inputFor } from "../testing/cases";
import { callerOf, makePerson, type Person, signInAs, writeComment } from "../testing/factories";
import { callOverHttp, listProcedures, openStream, outcomeOf } from "../testing/http";
import { readMatrix } from "../testing/matrix";
import { makeWorld, type World } from "../testing/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const PASSWORD = "a password of the tests";
const owner = () => callerOf(world.db, world.people.owner);
const admin = () => callerOf(world.db, world.people.admin);
const here = () => ({ classroomId: world.here.id });

/** What ends every session of an account, done by whom it is done by. */
const ENDINGS: Record<string, (who: Person) => Promise<unknown>> = {
  "signs out everywhere": (who) => callerOf(world.db, who).account.signOutEverywhere(),
  "changes the password": async (who) => {
    await world.db
      .owner`update users set password_hash = ${await hashPassword(PASSWORD)} where id = ${who.userId}`;
    await callerOf(world.db, who).account.changePassword({
      current: PASSWORD,
      next: `${PASSWORD}, the next`,
    });
  },
  "gets a new password from a teacher": (who) =>
    owner().classroom.resetPassword({ ...here(), userId: who.userId }),
  "gets a new password from the administrator": (who) =>
    admin().account.resetPassword({ userId: who.userId }),
  "is shut out": (who) => admin().account.setDisabled({ userId: who.userId, disabled: true }),
  "signs out here": (who) => endSession(world.db.context.database.queries, who.ticket),
};

/** What changes the rights of an account that stays signed in. */
const CHANGES: Record<string, (who: Person) => Promise<unknown>> = {
  "is removed from the class": (who) => owner().classroom.removeMember({ ...here(), userId: who.userId }),
  "leaves the class": (who) => callerOf(world.db, who).classroom.leave(here()),
  "becomes a co-teacher": (who) =>
    owner().classroom.setRole({ ...here(), userId: who.userId, role: "teacher" }),
};

const guarded = [...listProcedures()].filter(([path]) =>
  readMatrix().some((row) => row.procedures.includes(path)),
);
// Answers whoever asks: with a code, not with a session.
const OPEN_TO_STRANGERS = new Set(["account.setup", "classroom.join"]);

describe("the next request", () => {
  it.each(Object.keys(ENDINGS))("of somebody who %s is a stranger's, whatever it asks", async (ending) => {
    const { student } = world.people;
    const before = await callOverHttp(world.db, "classroom.home", here(), student.cookie);
    expect(outcomeOf(before)).toBe("allowed");
    await ENDINGS[ending]?.(student);
    const wrong: string[] = [];
    for (const [path] of guarded) {
      if (OPEN_TO_STRANGERS.has(path)) continue;
      const { input } = await inputFor(world, path, "student");
      const outcome = outcomeOf(await callOverHttp(world.db, path, input, student.cookie));
      if (outcome !== "UNAUTHENTICATED") wrong.push(`${path}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
    const me = await callOverHttp(world.db, "account.me", undefined, student.cookie);
    expect(me.text).toBe('{"result":{"data":null}}');
  });

  it("of somebody who signed out here leaves the other browser signed in", async () => {
    const { student } = world.people;
    const other = await signInAs(world.db, student.userId);
    await ENDINGS["signs out here"]?.(student);
    expect(outcomeOf(await callOverHttp(world.db, "classroom.home", here(), other.cookie))).toBe("allowed");
  });

  it("of somebody who is removed finds no class", async () => {
    const { student } = world.people;
    await CHANGES["is removed from the class"]?.(student);
    for (const [path] of guarded) {
      if (!/^(comment|guide|moderation)\.|^classroom\.(home|leave)/.test(path)) continue;
      const { input } = await inputFor(world, path, "owner");
      expect(outcomeOf(await callOverHttp(world.db, path, input, student.cookie)), path).toBe("NOT_FOUND");
    }
  });

  it("of a teacher who is made a student is a student's", async () => {
    const { coteacher } = world.people;
    expect(outcomeOf(await callOverHttp(world.db, "classroom.code", here(), coteacher.cookie))).toBe(
      "allowed",
    );
    await owner().classroom.setRole({ ...here(), userId: coteacher.userId, role: "student" });
    for (const path of ["classroom.code", "classroom.members", "moderation.reports"])
      expect(outcomeOf(await callOverHttp(world.db, path, here(), coteacher.cookie)), path).toBe("FORBIDDEN");
  });
});

describe("an open stream", () => {
  const open = async (who: Person) => {
    const stream = await openStream(world.db, {}, who.cookie);
    expect(await stream.next()).toContain("items");
    return stream;
  };

  it.each([...Object.keys(ENDINGS), ...Object.keys(CHANGES)])(
    "of somebody who %s is closed within two seconds",
    async (change) => {
      const { student } = world.people;
      const stream = await open(student);
      const started = performance.now();
      await (ENDINGS[change] ?? CHANGES[change])?.(student);
      const told = await stream.next();
      expect(performance.now() - started).toBeLessThan(2_000);
      // tRPC says that it returns, and nothing of the class.
      expect(told ?? "").not.toContain("comment");
      await stream.close();
    },
  );

  it("brings nothing that was written after a removal", async () => {
    const { student } = world.people;
    const stream = await open(student);
    const peer = await open(world.peer);
    await owner().classroom.removeMember({ ...here(), userId: student.userId });
    await writeComment(world.db, world.here, world.people.owner, { text: "After the removal." });
    expect(await peer.next()).toContain("After the removal.");
    let rest = "";
    for (let event = await stream.next(); event !== null; event = await stream.next()) rest += event;
    expect(rest).not.toContain("After the removal.");
    await stream.close();
    await peer.close();
  });

  it("asks again for the session while it opens, so that a removal in that moment counts", async () => {
    const { student } = world.people;
    const opening = openStream(world.db, {}, student.cookie);
    await callerOf(world.db, student).account.signOutEverywhere();
    const stream = await opening;
    const first = await stream.next();
    // Either it was refused, or it ended; it does not listen on.
    if (first?.includes('"items"')) expect(await stream.next()).not.toContain('"items":[{');
    await stream.close();
  });

  it("gives way when one account holds too many", async () => {
    const streams = [];
    for (let n = 0; n <= STREAMS_PER_USER_MAX; n++) streams.push(await open(world.people.student));
    expect((await streams[0]?.next()) ?? "").not.toContain("items");
    for (const stream of streams) await stream.close();
  });

  it("carries what its listener may see, and wakes nobody of another class", async () => {
    const [there, here] = [await open(world.people.other_student), await open(world.peer)];
    await writeComment(world.db, world.here, world.people.student, { text: "For this class." });
    expect(await here.next()).toContain("For this class.");
    const elsewhere = await makePerson(world.db, "Newcomer");
    expect(elsewhere.userId).not.toBe("");
    await world.db.owner`insert into classroom_members (classroom_id, user_id, role, name)
      values (${world.there.id}, ${elsewhere.userId}, 'student', 'Newcomer')`;
    await writeComment(world.db, world.there, elsewhere, { text: "For the other class." });
    const heard = await there.next();
    expect(heard).toContain("For the other class.");
    expect(heard).not.toContain("For this class.");
    await there.close();
    await here.close();
  });
});
