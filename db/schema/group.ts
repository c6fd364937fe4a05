import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { classroomId } from "./of-class";

/** A group of a class's students. One that was written for is never deleted. */
export const groups = pgTable(
  "groups",
  {
    id: uuid("id").primaryKey(),
    classroomId: classroomId(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    removedAt: timestamp("removed_at", { withTimezone: true, mode: "date" }),
  },
  (table) => [
    uniqueIndex("groups_name_idx")
      .on(table.classroomId, sql`lower(${table.name})`)
      .where(sql`removed_at is null`),
  ],
);

/** Which group a student is in: one at most. */
export const groupMembers = pgTable(
  "group_members",
  {
    classroomId: classroomId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    groupId: uuid("group_id")
      .notNull()
      .references(() => groups.id),
  },
  (table) => [
    primaryKey({ columns: [table.classroomId, table.userId] }),
    index("group_members_group_id_idx").on(table.groupId),
  ],
);
