import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { MOTIVATIONS, REACTIONS } from "#domain/note";
import { users } from "./auth";
import { comments } from "./comment";
import { guideVersions, paragraphs, sections } from "./guide";
import { moment } from "./moment";
import { classroomId } from "./of-class";

const commentId = () =>
  uuid("comment_id")
    .notNull()
    .references((): AnyPgColumn => comments.id);

/** The themes of a class: the guide's to begin with, then as its teachers rename, add, retire and order them. */
export const themes = pgTable(
  "themes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    classroomId: classroomId(),
    /** The guide's name for it; null for one that a teacher added. */
    key: text("key"),
    name: text("name").notNull(),
    /** One of the five inks; null beyond them: a plain rule and a letter. */
    ink: text("ink"),
    letter: text("letter").notNull(),
    definition: text("definition").notNull().default(""),
    position: integer("position").notNull(),
    retiredAt: moment("retired_at"),
  },
  (table) => [
    index("themes_classroom_id_idx").on(table.classroomId, table.position),
    uniqueIndex("themes_key_idx").on(table.classroomId, table.key),
    uniqueIndex("themes_ink_idx").on(table.classroomId, table.ink).where(sql`retired_at is null`),
  ],
);

export const annotationMotivation = pgEnum("annotation_motivation", MOTIVATIONS);
/** How an anchor came to where it is: as marked, or found again in a later version, or set by hand. */
export const annotationAnchor = pgEnum("annotation_anchor", [
  "made",
  "position",
  "quote",
  "edited",
  "reattached",
  "imported",
  "lost",
]);

/**
 * What a root comment marks in the text: the W3C model's TextQuoteSelector and TextPositionSelector, counted in one
 * version of the guide. Its words, audience, author and replies are the comment's.
 */
export const annotations = pgTable(
  "annotations",
  {
    commentId: commentId().primaryKey(),
    classroomId: classroomId(),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    motivation: annotationMotivation("motivation").notNull(),
    /** The version that the positions are counted in. */
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    anchor: annotationAnchor("anchor").notNull().default("made"),
    /** How well it was found again, 0 to 1. */
    score: real("score").notNull().default(1),
    exact: text("exact").notNull(),
    prefix: text("prefix").notNull(),
    suffix: text("suffix").notNull(),
    /** UTF-16 units in the section's text, `end` excluded. Of a lost one: where it last was. */
    start: integer("start").notNull(),
    end: integer("end").notNull(),
    paragraphId: uuid("paragraph_id").references(() => paragraphs.id),
    paragraphOffset: integer("paragraph_offset"),
    /** What it quoted before the guide's words were edited. */
    quoted: text("quoted"),
    /** When a new version left it without a line. */
    lostAt: moment("lost_at"),
  },
  (table) => [
    index("annotations_section_idx").on(table.classroomId, table.sectionId, table.start),
    index("annotations_lost_idx").on(table.classroomId).where(sql`lost_at is not null`),
  ],
);

/** The themes of a note. A row each: behind row-level security no index finds what an array holds. */
export const annotationThemes = pgTable(
  "annotation_themes",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => annotations.commentId),
    themeId: uuid("theme_id")
      .notNull()
      .references(() => themes.id),
    classroomId: classroomId(),
  },
  (table) => [
    primaryKey({ columns: [table.commentId, table.themeId] }),
    index("annotation_themes_theme_id_idx").on(table.classroomId, table.themeId),
  ],
);

export const reactionKind = pgEnum("reaction_kind", REACTIONS);

/** What somebody says to a comment without words. Taken back by deleting the row. */
export const reactions = pgTable(
  "reactions",
  {
    commentId: commentId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: reactionKind("kind").notNull(),
    classroomId: classroomId(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.userId, table.kind] })],
);

/** What a teacher asks of a class. Each kind has its rule in a table of its own. */
export const assignmentKind = pgEnum("assignment_kind", ["reading", "question", "debate"]);
export const assignments = pgTable(
  "assignments",
  {
    /** Made by the teacher's browser: the idempotency key. */
    id: uuid("id").primaryKey(),
    classroomId: classroomId(),
    kind: assignmentKind("kind").notNull(),
    instructions: text("instructions").notNull().default(""),
    opensAt: moment("opens_at").notNull(),
    dueAt: moment("due_at").notNull(),
    createdById: uuid("created_by_id")
      .notNull()
      .references(() => users.id),
    createdAt: moment("created_at").notNull().default(sql`date_trunc('milliseconds', clock_timestamp())`),
    withdrawnAt: moment("withdrawn_at"),
  },
  (table) => [index("assignments_classroom_id_idx").on(table.classroomId, table.dueAt)],
);

/** Notes to write on sections that are read. */
export const readingAssignments = pgTable("reading_assignments", {
  assignmentId: uuid("assignment_id")
    .primaryKey()
    .references(() => assignments.id),
  classroomId: classroomId(),
  sectionIds: uuid("section_ids").array().notNull(),
  notesMin: integer("notes_min").notNull(),
  needsTheme: boolean("needs_theme").notNull(),
  needsReason: boolean("needs_reason").notNull(),
});
