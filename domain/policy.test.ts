import { describe, expect, it } from "vitest";
import type { Actor, ClassroomActor } from "./actor";
import { DomainError } from "./errors";
import { authorize, authorizeInInstallation, type ClassroomAction, can, type Subject } from "./policy";

const me = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";
const account: Actor = {
  userId: me,
  sessionId: "00000000-0000-4000-8000-000000000003",
  name: "Somebody",
  username: "somebody",
  accountRole: "student",
  isAdmin: false,
};
const member: ClassroomActor = {
  ...account,
  classroomId: "00000000-0000-4000-8000-000000000004",
  role: "student",
  isOwner: false,
  memberName: "Somebody",
  isArchived: false,
  lockedSections: [],
  openDiscussions: [],
  withdrawnDebates: [],
  groupId: null,
  guideVersionId: "00000000-0000-4000-8000-000000000005",
};
const people = {
  owner: { ...member, role: "teacher", isOwner: true },
  teacher: { ...member, role: "teacher" },
  student: member,
} satisfies Record<string, ClassroomActor>;
type Role = keyof typeof people;

const at = "2026-11-21T00:00:00.000Z";
const mine: Subject = { authorId: me };
const theirs: Subject = { authorId: other };

// Who may, for one action and subject; everybody else may not.
const table: [ClassroomAction, string, Subject, Role[]][] = [
  ["classroom.read", "the class", {}, ["owner", "teacher", "student"]],
  ["classroom.readCode", "the class", {}, ["owner", "teacher"]],
  ["classroom.rotateCode", "the class", {}, ["owner", "teacher"]],
  ["classroom.leave", "the class", {}, ["teacher", "student"]],
  ["member.list", "the class", {}, ["owner", "teacher"]],
  ["member.remove", "a student", { targetUserId: other, targetRole: "student" }, ["owner", "teacher"]],
  ["member.remove", "a co-teacher", { targetUserId: other, targetRole: "teacher" }, ["owner"]],
  ["member.remove", "the owner", { targetUserId: other, targetRole: "teacher", targetIsOwner: true }, []],
  ["member.remove", "oneself", { targetUserId: me, targetRole: "teacher" }, []],
  ["member.setRole", "a member", { targetIsOwner: false }, ["owner"]],
  ["member.setRole", "the owner", { targetIsOwner: true }, []],
  ["member.resetPassword", "a student", { targetRole: "student" }, ["owner", "teacher"]],
  ["member.resetPassword", "a co-teacher", { targetRole: "teacher" }, []],
  ["comment.create", "a section", {}, ["owner", "teacher", "student"]],
  ["comment.create", "a locked thread", { lockedAt: at }, ["owner", "teacher"]],
  ["comment.create", "a hidden comment", { hiddenAt: at }, []],
  ["comment.create", "a removed comment", { deletedAt: at }, []],
  ["comment.update", "one's own", mine, ["owner", "teacher", "student"]],
  ["comment.update", "one's own, locked", { ...mine, lockedAt: at }, ["owner", "teacher"]],
  ["comment.update", "one's own, hidden", { ...mine, hiddenAt: at }, []],
  ["comment.update", "another's", theirs, []],
  ["comment.update", "nobody's", {}, []],
  ["comment.delete", "one's own", mine, ["owner", "teacher", "student"]],
  ["comment.delete", "one's own, hidden", { ...mine, hiddenAt: at }, ["owner", "teacher", "student"]],
  ["comment.delete", "one's own, removed", { ...mine, deletedAt: at }, []],
  ["comment.delete", "another's", theirs, []],
  ["comment.history", "one's own", mine, ["owner", "teacher", "student"]],
  ["comment.history", "another's", theirs, ["owner", "teacher"]],
  ["comment.source", "another's", theirs, []],
  ["comment.pin", "a thread", theirs, ["owner", "teacher"]],
  ["comment.pin", "a hidden thread", { ...theirs, hiddenAt: at }, []],
  ["comment.lock", "a thread", theirs, ["owner", "teacher"]],
  ["comment.moderate", "another's", theirs, ["owner", "teacher"]],
  ["comment.moderate", "a removed comment", { ...theirs, deletedAt: at }, []],
  ["comment.report", "another's", theirs, ["owner", "teacher", "student"]],
  ["comment.report", "one's own", mine, []],
  ["comment.report", "a hidden comment", { ...theirs, hiddenAt: at }, []],
  ["report.list", "the class", {}, ["owner", "teacher"]],
  ["report.resolve", "a report", {}, ["owner", "teacher"]],
];

describe("can", () => {
  it.each(table)("%s of %s", (action, _, subject, allowed) => {
    for (const role of Object.keys(people) as Role[])
      expect(can(people[role], action, subject), role).toBe(allowed.includes(role));
  });

  it("lets nobody add to an archived class", () => {
    const writes: ClassroomAction[] = ["comment.create", "comment.update", "comment.delete", "comment.pin"];
    for (const person of Object.values(people))
      for (const action of writes)
        expect(can({ ...person, isArchived: true }, action, mine), action).toBe(false);
    expect(can({ ...member, isArchived: true }, "comment.list")).toBe(true);
  });
});

describe("authorize", () => {
  const codeOf = (work: () => void) => {
    try {
      work();
      return null;
    } catch (error) {
      return (error as DomainError).code;
    }
  };

  it.each<[string, ClassroomActor, ClassroomAction, Subject, string | null]>([
    ["passes what is allowed", member, "comment.update", mine, null],
    ["speaks of the person where no state would help", member, "comment.update", theirs, "FORBIDDEN"],
    ["also in a locked thread", member, "comment.update", { ...theirs, lockedAt: at }, "FORBIDDEN"],
    ["speaks of the state where another would do", member, "comment.create", { lockedAt: at }, "CLOSED"],
    ["of a removed one", member, "comment.create", { deletedAt: at }, "CLOSED"],
    ["of the archive", { ...member, isArchived: true }, "comment.create", {}, "CLOSED"],
  ])("%s", (_, actor, action, subject, code) => {
    expect(codeOf(() => authorize(actor, action, subject))).toBe(code);
  });

  it("asks an account's role and office outside of classes", () => {
    expect(codeOf(() => authorizeInInstallation(account, "classroom.create"))).toBe("FORBIDDEN");
    expect(
      codeOf(() => authorizeInInstallation({ ...account, accountRole: "teacher" }, "classroom.create")),
    ).toBeNull();
    expect(codeOf(() => authorizeInInstallation({ ...account, accountRole: "teacher" }, "user.list"))).toBe(
      "FORBIDDEN",
    );
    expect(codeOf(() => authorizeInInstallation({ ...account, isAdmin: true }, "user.list"))).toBeNull();
  });
});

describe("a refusal", () => {
  it("is an error with a code and a sentence", () => {
    const refusal = new DomainError("CONFLICT", "Somebody was faster.", { version: 2 });
    expect(refusal).toBeInstanceOf(Error);
    expect(refusal).toMatchObject({ name: "DomainError", code: "CONFLICT", details: { version: 2 } });
  });

  it("ends as a sentence in the product's voice for every action there is", () => {
    for (const [action, , subject] of table)
      try {
        authorize(member, action, { ...subject, targetIsOwner: true });
      } catch (error) {
        expect((error as Error).message).toMatch(/^[A-Z][^!]*\.$/);
      }
  });
});
