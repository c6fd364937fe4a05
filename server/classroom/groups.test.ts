import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeNoteAs } from "../testing/class-notes";
import { openTestDatabase, type TestDatabase } from "../testing/database";
import { type Classroom, callerOf, join, makeClassroom, makePerson, type Person } from "../testing/factories";

let db: TestDatabase;
let teacher: Person;
let students: Person[];
let classroom: Classroom;
beforeAll(async () => {
  db = await openTestDatabase();
  teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
  students = [];
  for (const name of ["Aisha", "Ben", "Chloe", "Daniel"]) students.push(await makePerson(db, name));
});
beforeEach(async () => {
  classroom = await makeClassroom(db, teacher);
  for (const student of students) await join(db, classroom, student);
});
afterAll(() => db.close());

const here = () => ({ classroomId: classroom.id });
const api = () => callerOf(db, teacher).group;
const [AISHA, BEN, CHLOE, DANIEL] = [0, 1, 2, 3] as const;
const idOf = (at: number) => students[at]?.userId as string;
const as = (at: number) => callerOf(db, students[at] as Person);
const shown = async () => {
  const { groups, unplaced } = await api().list(here());
  const of = (members: { name: string }[]) => members.map(({ name }) => name).join(" ");
  return [...groups.map(({ name, members }) => `${name}: ${of(members)}`), `none: ${of(unplaced)}`];
};
async function twoGroups() {
  const [one, two] = [randomUUID(), randomUUID()];
  await api().keep({
    ...here(),
    groups: [
      { id: one, name: "Group 1", userIds: [idOf(AISHA), idOf(BEN)] },
      { id: two, name: "Group 2", userIds: [idOf(CHLOE)] },
    ],
    replaces: [],
  });
  return { one, two };
}
const place = (at: number, groupId: string | null, from: string | null) =>
  api().place({ ...here(), userId: idOf(at), groupId, from });

describe("groups", () => {
  it("are kept as they were shown, and whoever comes late is placed", async () => {
    const { one, two } = await twoGroups();
    expect(await shown()).toEqual(["Group 1: Aisha Ben", "Group 2: Chloe", "none: Daniel"]);
    const fill = {
      ...here(),
      groups: [{ id: two, name: "Group 2", userIds: [idOf(DANIEL)] }],
      replaces: null,
    };
    await api().keep(fill);
    expect(await shown()).toEqual(["Group 1: Aisha Ben", "Group 2: Chloe Daniel", "none: "]);
    // Placed by somebody else meanwhile: nobody is moved by a preview that is old.
    await expect(
      api().keep({ ...fill, groups: [{ id: one, name: "Group 1", userIds: [idOf(DANIEL)] }] }),
    ).rejects.toThrow("The groups have changed meanwhile.");
    expect((await shown())[1]).toBe("Group 2: Chloe Daniel");
  });

  it("hold a student once, and are told when two teachers move one", async () => {
    const { one, two } = await twoGroups();
    await place(AISHA, two, one);
    expect(await shown()).toEqual(["Group 1: Ben", "Group 2: Aisha Chloe", "none: Daniel"]);
    await expect(place(AISHA, null, one)).rejects.toThrow(
      "Another teacher has moved Aisha meanwhile: now in Group 2.",
    );
    await place(AISHA, null, two);
    expect((await shown()).at(-1)).toBe("none: Aisha Daniel");
    await expect(place(AISHA, randomUUID(), null)).rejects.toThrow();
    await expect(
      api().place({ ...here(), userId: teacher.userId, groupId: one, from: null }),
    ).rejects.toThrow();
  });

  it("go by different names, and are replaced only as they were seen", async () => {
    const { one, two } = await twoGroups();
    await expect(
      api().rename({ ...here(), groupId: one, name: "group 2", before: "Group 1" }),
    ).rejects.toThrow("There is a group called group 2 already.");
    await api().rename({ ...here(), groupId: one, name: "The readers", before: "Group 1" });
    await expect(api().rename({ ...here(), groupId: one, name: "Mine", before: "Group 1" })).rejects.toThrow(
      "Another teacher has called this group The readers",
    );
    const fresh = { id: randomUUID(), name: "Group 1", userIds: students.map(({ userId }) => userId) };
    await expect(api().keep({ ...here(), groups: [fresh], replaces: [one] })).rejects.toThrow(
      "The groups have changed meanwhile.",
    );
    await api().keep({ ...here(), groups: [fresh], replaces: [two, one] });
    // Sent twice, done once.
    await api().keep({ ...here(), groups: [fresh], replaces: [two, one] });
    expect(await shown()).toEqual(["Group 1: Aisha Ben Chloe Daniel", "none: "]);
  });

  it("show their notes to who is in them now, and one's own to oneself for good", async () => {
    const { one, two } = await twoGroups();
    const byAisha = await makeNoteAs(db, classroom, students[AISHA] as Person, { audience: "group" });
    const byBen = await makeNoteAs(db, classroom, students[BEN] as Person, { audience: "group" });
    const sees = async (at: number) => {
      const { marks } = await as(at).annotation.marks({
        ...here(),
        sectionId: classroom.sections[0]?.id ?? "",
      });
      return marks.map(({ id }) => id).sort();
    };
    expect(await sees(AISHA)).toEqual([byAisha, byBen].sort());
    await place(AISHA, two, one);
    expect(await sees(AISHA)).toEqual([byAisha]);
    expect(await sees(CHLOE)).toEqual([]);
    await api().remove({ ...here(), groupId: one });
    expect(await sees(BEN)).toEqual([byBen]);
    expect(await sees(AISHA)).toEqual([byAisha]);
    const { marks } = await callerOf(db, teacher).annotation.marks({
      ...here(),
      sectionId: classroom.sections[0]?.id ?? "",
    });
    expect(marks).toHaveLength(2);
  });

  it("are told to their own members alone, and end with the membership", async () => {
    const { one } = await twoGroups();
    expect((await as(AISHA).classroom.home(here())).group).toEqual({ name: "Group 1", members: ["Ben"] });
    expect((await as(DANIEL).classroom.home(here())).group).toBeNull();
    await callerOf(db, teacher).classroom.removeMember({ ...here(), userId: idOf(BEN) });
    expect((await as(AISHA).classroom.home(here())).group).toEqual({ name: "Group 1", members: [] });
    await callerOf(db, teacher).classroom.setRole({ ...here(), userId: idOf(AISHA), role: "teacher" });
    const [left] = await db.owner`select count(*)::int as n from group_members where group_id = ${one}`;
    expect(left?.n).toBe(0);
  });
});
