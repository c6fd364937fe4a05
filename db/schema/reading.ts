import { index, integer, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { paragraphs, sections } from "./guide";
import { moment } from "./moment";
import { classroomId } from "./of-class";

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id);
const sectionId = () =>
  uuid("section_id")
    .notNull()
    .references(() => sections.id);

/** How far a person has read a section of a class's guide, and where they are in it now. Theirs alone to see. */
export const sectionProgress = pgTable(
  "section_progress",
  {
    classroomId: classroomId(),
    userId: userId(),
    sectionId: sectionId(),
    /** Where they are: goes back as well as on. Null: at the top. */
    paragraphId: uuid("paragraph_id").references(() => paragraphs.id),
    /** The furthest paragraph that was read, by its place in the section; 0 for none. Never falls. */
    reached: integer("reached").notNull().default(0),
    /** When the end was reached for the first time. */
    readAt: moment("read_at"),
    updatedAt: moment("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.classroomId, table.userId, table.sectionId] }),
    index("section_progress_latest_idx").on(table.classroomId, table.userId, table.updatedAt),
  ],
);

/** Until when students cannot read a part of the guide. Over when `until` is past. */
export const partLocks = pgTable(
  "part_locks",
  {
    classroomId: classroomId(),
    partKey: text("part_key").notNull(),
    until: moment("until").notNull(),
    setById: uuid("set_by_id")
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.partKey] })],
);

export const claimPosition = pgEnum("claim_position", ["holds", "fails", "undecided"]);

/** What a member makes of a claim, and where they looked. Changed by its writer at will; the last one counts. */
export const weighings = pgTable(
  "weighings",
  {
    classroomId: classroomId(),
    sectionId: sectionId(),
    userId: userId(),
    position: claimPosition("position").notNull(),
    /** A paragraph of the guide, or a chapter of the book: one of the two. */
    paragraphId: uuid("paragraph_id").references(() => paragraphs.id),
    chapter: integer("chapter"),
    weighedAt: moment("weighed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.sectionId, table.userId] })],
);
