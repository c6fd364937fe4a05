import { randomUUID } from "node:crypto";
import { archive, type Case, inClass, plus, sectionOf } from "./case-parts";
import type { World } from "./world";

const inArchive =
  (make: Case): Case =>
  async (world, role) => {
    const input = await make(world, role);
    await archive(world);
    return input;
  };

const themeOf = async (world: World) => {
  const [row] = await world.db.owner`
    select id, name, definition from themes where classroom_id = ${world.here.id} order by position limit 1`;
  return {
    themeId: row?.id as string,
    before: { name: row?.name as string, definition: row?.definition as string },
  };
};

/** A theme to add and one that is there, each as its procedures want it. */
const themeInput: Case = async (world) => {
  const { themeId, before } = await themeOf(world);
  return {
    "theme.add": { ...inClass(world), id: randomUUID(), name: "Silence", definition: "", ink: null },
    "theme.update": { ...inClass(world), themeId, name: "Renamed", definition: "", before },
    "theme.retire": { ...inClass(world), themeId, retired: true },
    "theme.move": { ...inClass(world), themeId, by: "down" },
  };
};

/** A group of the class with one student in it. */
async function makeGroup(world: World): Promise<{ groupId: string; name: string }> {
  const id = randomUUID();
  const name = `Group ${id.slice(0, 8)}`;
  // One case after another: the last one's groups are of no concern.
  await world.db.owner`delete from group_members where classroom_id = ${world.here.id}`;
  await world.db.owner`delete from groups where classroom_id = ${world.here.id}`;
  await world.db.owner`insert into groups (id, classroom_id, name, position)
    values (${id}, ${world.here.id}, ${name}, 1)`;
  await world.db.owner`insert into group_members (classroom_id, user_id, group_id)
    values (${world.here.id}, ${world.peer.userId}, ${id})`;
  return { groupId: id, name };
}

const groupInput: Case = async (world) => {
  const { groupId, name } = await makeGroup(world);
  const { userId } = world.people.student;
  return {
    "group.create": { ...inClass(world), id: randomUUID(), name: "The writers" },
    "group.rename": { ...inClass(world), groupId, name: "Renamed", before: name },
    "group.remove": { ...inClass(world), groupId },
    "group.place": { ...inClass(world), userId, groupId, from: null },
    "group.keep": {
      ...inClass(world),
      groups: [{ id: randomUUID(), name: "Group 1", userIds: [userId] }],
      replaces: [groupId],
    },
  };
};

const soon = () => new Date(Date.now() + 86_400_000).toISOString();
const ruleFor = (world: World, dueAt: string) => ({
  sectionIds: [sectionOf(world).id],
  notesMin: 2,
  needsTheme: true,
  needsReason: true,
  instructions: "",
  dueAt,
});

/** A reading assignment on the first section; with `past` its deadline is over. */
async function makeAssignment(
  world: World,
  { past = false, withdrawn = false } = {},
): Promise<{ assignmentId: string; dueAt: string }> {
  const assignmentId = randomUUID();
  const dueAt = past ? new Date(Date.now() - 3_600_000).toISOString() : soon();
  await world.db
    .owner`insert into assignments (id, classroom_id, kind, opens_at, due_at, created_by_id, withdrawn_at)
    values (${assignmentId}, ${world.here.id}, 'reading', now() - interval '2 days', ${dueAt}, ${world.people.owner.userId},
      ${withdrawn ? dueAt : null})`;
  await world.db
    .owner`insert into reading_assignments (assignment_id, classroom_id, section_ids, notes_min, needs_theme, needs_reason)
    values (${assignmentId}, ${world.here.id}, ${[sectionOf(world).id]}, 2, true, true)`;
  return { assignmentId, dueAt };
}

const readInput =
  (state: { past?: boolean; withdrawn?: boolean } = {}): Case =>
  async (world) => {
    const { assignmentId } = await makeAssignment(world, state);
    return {
      "assignment.list": inClass(world),
      "assignment.due": inClass(world),
      "assignment.get": { ...inClass(world), assignmentId },
      "assignment.ledger": { ...inClass(world), assignmentId },
    };
  };

const writeInput: Case = async (world) => {
  const { assignmentId, dueAt } = await makeAssignment(world);
  const rule = ruleFor(world, dueAt);
  return {
    "assignment.createReading": { ...inClass(world), ...rule, id: randomUUID(), dueAt: soon() },
    "assignment.changeReading": { ...inClass(world), assignmentId, ...rule, notesMin: 3, before: rule },
    "assignment.withdraw": { ...inClass(world), assignmentId },
  };
};

const noteAudience: Case = plus({ noteAudience: "teachers" }, (world) => inClass(world));

/** Fixtures of the matrix's rows about what a teacher sets for a class. */
export const CLASS_CASES: Record<string, Case> = {
  "classroom.update active": noteAudience,
  "classroom.update archived": inArchive(noteAudience),
  "theme.read -": (world) => inClass(world),
  "theme.write active": themeInput,
  "theme.write archived": inArchive(themeInput),
  "group.read -": async (world) => {
    await makeGroup(world);
    return inClass(world);
  },
  "group.write active": groupInput,
  "group.write archived": inArchive(groupInput),
  "assignment.read open": readInput(),
  "assignment.read closed": readInput({ past: true }),
  "assignment.read archived": inArchive(readInput()),
  "assignment.read withdrawn": readInput({ withdrawn: true }),
  "assignment.ledger any": readInput(),
  "assignment.write any": writeInput,
  "assignment.write archived": inArchive(writeInput),
};
