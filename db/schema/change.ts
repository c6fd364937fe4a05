import { bigint, boolean, pgEnum, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { CHANGE_KINDS } from "#domain/live";
import { classrooms } from "./classroom";

export const changeKind = pgEnum("change_kind", CHANGE_KINDS);

/** What changed in a class, in commit order. Ids only: each reader sees the subject through its own eyes. */
export const changes = pgTable(
  "changes",
  {
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    seq: bigint("seq", { mode: "number" }).notNull(),
    kind: changeKind("kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** Whether the whole class could see the subject before the change: only then may its going be told. */
    wasVisible: boolean("was_visible").notNull(),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.seq, table.kind, table.subjectId] })],
);
