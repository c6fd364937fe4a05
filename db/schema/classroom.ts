import { isNull, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { MEMBER_ROLES } from "#domain/actor";
import { noteAudience } from "./audience";
import { users } from "./auth";
import { guideVersions } from "./guide";

export const memberRole = pgEnum("member_role", MEMBER_ROLES);

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A class that reads one pinned version of a guide. */
export const classrooms = pgTable(
  "classrooms",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    guideVersionId: uuid("guide_version_id")
      .notNull()
      .references(() => guideVersions.id),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id),
    /** HMAC of the join code, for looking it up; the code itself stands sealed beside it. */
    joinCodeHmac: text("join_code_hmac"),
    joinCodeSealed: text("join_code_sealed"),
    joinCodeExpiresAt: moment("join_code_expires_at"),
    joinClosedAt: moment("join_closed_at"),
    /** Whom a new note is for unless its writer says otherwise. */
    noteAudience: noteAudience("note_audience").notNull().default("class"),
    /** Whose clocks the class keeps time by, as IANA names it. */
    timeZone: text("time_zone").notNull().default("UTC"),
    archivedAt: moment("archived_at"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("classrooms_join_code_hmac_idx").on(table.joinCodeHmac),
    index("classrooms_owner_id_idx").on(table.ownerId),
  ],
);

/** Who belongs to a class now, and who did. The source of every ClassroomActor. */
export const classroomMembers = pgTable(
  "classroom_members",
  {
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: memberRole("role").notNull(),
    /** The name this member goes by in this class. */
    name: text("name").notNull(),
    /** A removed member who is blocked cannot come back by the code. */
    isBlocked: boolean("is_blocked").notNull().default(false),
    joinedAt: moment("joined_at").notNull().defaultNow(),
    removedAt: moment("removed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.classroomId, table.userId] }),
    index("classroom_members_user_id_idx").on(table.userId),
    // Two people of one class never share a name, whatever the case of its letters.
    uniqueIndex("classroom_members_name_idx")
      .on(table.classroomId, sql`lower(${table.name})`)
      .where(isNull(table.removedAt)),
  ],
);

/** The rising sequence of a class's changes. Its row lock puts commits and numbers in one order. */
export const changeCounters = pgTable("change_counters", {
  classroomId: uuid("classroom_id")
    .primaryKey()
    .references(() => classrooms.id),
  seq: bigint("seq", { mode: "number" }).notNull().default(0),
});
