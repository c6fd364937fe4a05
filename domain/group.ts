import { z } from "zod";
import { InClassroom } from "./classroom";
import { Label } from "./label";

export const GROUP_NAME_MAX_CHARS = 40;
/** More than any class is split into. */
export const GROUPS_MAX = 60;
/** Students that the page of groups shows; a larger class is dealt by others' tools. */
export const GROUPED_STUDENTS_MAX = 400;

const GroupName = Label(GROUP_NAME_MAX_CHARS, "Give the group a name.");

/** A group by hand. Its id is made by the browser: the same id with the same name is the same group. */
export const CreateGroup = InClassroom.extend({ id: z.uuid(), name: GroupName });

/** A group's name anew, and as its teacher had it before. */
export const RenameGroup = InClassroom.extend({
  groupId: z.uuid(),
  name: GroupName,
  before: z.string().max(200),
});

export const RemoveGroup = InClassroom.extend({ groupId: z.uuid() });

/** One student into a group, or out of any; `from` is where the teacher saw the student. */
export const PlaceStudent = InClassroom.extend({
  userId: z.uuid(),
  groupId: z.uuid().nullable(),
  from: z.uuid().nullable(),
});

/** Groups as they were shown before: kept as they were seen. */
export const KeepGroups = InClassroom.extend({
  groups: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name: GroupName,
        userIds: z.array(z.uuid()).max(GROUPED_STUDENTS_MAX),
      }),
    )
    .min(1, "There is nobody to put into groups.")
    .max(GROUPS_MAX, `Make at most ${GROUPS_MAX} groups.`),
  /** The groups that these take the place of; null: they are added, or filled up. */
  replaces: z.array(z.uuid()).max(GROUPS_MAX).nullable(),
});
