import { bigint, boolean, pgEnum, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { CHANGE_KINDS } from "#domain/live";
import { noteAudience } from "./audience";
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
    /** Whether those it was for could see the subject before the change: only then may its going be told, and only to them. */
    wasVisible: boolean("was_visible").notNull(),
    /** Whom it was for before the change, when the change is that; null: as it is now. */
    wasFor: noteAudience("was_for"),
    /** The group of that; of a debate, the group whose alone the change is to know. */
    wasForGroupId: uuid("was_for_group_id"),
    /** The number it was posted under before that. */
    wasSeq: bigint("was_seq", { mode: "number" }),
    /** Whose it is and where it stands, when it is private now: nobody else's query reads the subject itself. */
    privateTo: uuid("private_to"),
    privateSectionId: uuid("private_section_id"),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.seq, table.kind, table.subjectId] })],
);
