import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ANSWER_STATES, type Criterion, type DraftPassage, STANCES } from "#domain/prompt";
import { annotationAnchor, assignments } from "./annotation";
import { users } from "./auth";
import { comments } from "./comment";
import { guideVersions, paragraphs, questions, sections } from "./guide";
import { moment } from "./moment";
import { classroomId } from "./of-class";

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id);

/**
 * A question set to a class: one of the guide's, a claim to test, or the teacher's own words. Its answers are comments
 * on the place of the same id (`sections.kind = 'prompt'`).
 */
export const prompts = pgTable("prompts", {
  assignmentId: uuid("assignment_id")
    .primaryKey()
    .references(() => assignments.id),
  classroomId: classroomId(),
  questionId: uuid("question_id").references(() => questions.id),
  claimId: uuid("claim_id").references(() => sections.id),
  /** The question as it was put. */
  title: text("title").notNull(),
  /** Null while it is a draft that only teachers see. */
  publishedAt: moment("published_at"),
  repliesDueAt: moment("replies_due_at"),
  takesLate: boolean("takes_late").notNull(),
  wordsMin: integer("words_min").notNull(),
  passagesMin: integer("passages_min").notNull(),
  repliesMin: integer("replies_min").notNull(),
  rubric: jsonb("rubric").$type<Criterion[]>().notNull().default([]),
  /** Until one has answered, nothing of the others' answers is shown. */
  hasGate: boolean("has_gate").notNull(),
  /** Classmates see a made-up name. What was written under one keeps it. */
  isAnonymous: boolean("is_anonymous").notNull(),
  /** Answers wait until a teacher lets them in. */
  isHeld: boolean("is_held").notNull(),
  /** The guide's own answer opens to who has answered; else it stays the teachers'. */
  opensGuide: boolean("opens_guide").notNull(),
  /** For every student of the class, whoever joins later too; else for those with a seat. */
  isForAll: boolean("is_for_all").notNull(),
});

/** Those who hear each other's answers to one prompt: the whole class, or a group of it. */
export const discussions = pgTable(
  "discussions",
  {
    id: uuid("id").primaryKey(),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => prompts.assignmentId),
    classroomId: classroomId(),
    position: integer("position").notNull(),
    /** Empty where there is one for all. */
    name: text("name").notNull(),
    /** Open to every student of the class: one for all, without a gate. */
    isOpen: boolean("is_open").notNull(),
  },
  (table) => [
    uniqueIndex("discussions_assignment_id_idx").on(table.assignmentId, table.position),
    index("discussions_classroom_id_idx").on(table.classroomId),
  ],
);

/** Where a student stands with a prompt: which discussion is theirs, whether it is open to them, and what they were granted. */
export const seats = pgTable(
  "seats",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => prompts.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    discussionId: uuid("discussion_id")
      .notNull()
      .references(() => discussions.id),
    /** Since when the others' answers are open to them; null: closed. */
    openedAt: moment("opened_at"),
    /** Stands for the student before classmates where the prompt is anonymous: drawn, not made from anything. */
    aliasId: uuid("alias_id").notNull().defaultRandom(),
    alias: text("alias").notNull(),
    /** A deadline of their own. */
    dueAt: moment("due_at"),
    excusedAt: moment("excused_at"),
    /** A teacher lets them in with fewer words or passages than are asked. */
    letInAt: moment("let_in_at"),
    /** They ask to be let in, and why. */
    askedAt: moment("asked_at"),
    asked: text("asked").notNull().default(""),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.userId] }),
    uniqueIndex("seats_alias_idx").on(table.assignmentId, table.alias),
    index("seats_open_idx").on(table.userId, table.classroomId).where(sql`opened_at is not null`),
  ],
);

export const answerState = pgEnum("answer_state", ANSWER_STATES);

/** That a root comment is somebody's answer to a prompt. Its words, replies and hiding are the comment's. */
export const answers = pgTable(
  "answers",
  {
    commentId: uuid("comment_id")
      .primaryKey()
      .references(() => comments.id),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => prompts.assignmentId),
    classroomId: classroomId(),
    discussionId: uuid("discussion_id")
      .notNull()
      .references(() => discussions.id),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    state: answerState("state").notNull(),
    committedAt: moment("committed_at").notNull(),
    isLate: boolean("is_late").notNull(),
    words: integer("words").notNull(),
    sentBackAt: moment("sent_back_at"),
    sentBackWhy: text("sent_back_why").notNull().default(""),
    /** When its writer took it away; another may be written then. */
    removedAt: moment("removed_at"),
  },
  (table) => [
    uniqueIndex("answers_author_id_idx")
      .on(table.assignmentId, table.authorId)
      .where(sql`removed_at is null`),
    index("answers_discussion_id_idx").on(table.discussionId, table.state),
  ],
);

/** What a student is writing and has not handed in: theirs alone. */
export const answerDrafts = pgTable(
  "answer_drafts",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => prompts.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    text: text("text").notNull(),
    passages: jsonb("passages").$type<DraftPassage[]>().notNull(),
    version: integer("version").notNull(),
    savedAt: moment("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.userId] })],
);

/** A passage that an answer rests on: anchored as a note is, and followed through editions with the notes. */
export const citations = pgTable(
  "citations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    position: integer("position").notNull(),
    classroomId: classroomId(),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    anchor: annotationAnchor("anchor").notNull().default("made"),
    score: real("score").notNull().default(1),
    exact: text("exact").notNull(),
    prefix: text("prefix").notNull(),
    suffix: text("suffix").notNull(),
    start: integer("start").notNull(),
    end: integer("end").notNull(),
    paragraphId: uuid("paragraph_id").references(() => paragraphs.id),
    paragraphOffset: integer("paragraph_offset"),
    quoted: text("quoted"),
    lostAt: moment("lost_at"),
  },
  (table) => [
    uniqueIndex("citations_comment_id_idx").on(table.commentId, table.position),
    index("citations_section_idx").on(table.classroomId, table.sectionId),
  ],
);

export const stance = pgEnum("stance", STANCES);

/** What a student makes of the guide's own answer, after having given theirs. */
export const stances = pgTable(
  "stances",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => prompts.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    stance: stance("stance").notNull(),
    paragraphId: uuid("paragraph_id")
      .notNull()
      .references(() => paragraphs.id),
    why: text("why").notNull(),
    takenAt: moment("taken_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.userId] })],
);

/** What a teacher says to the writer of an answer alone. */
export const feedback = pgTable(
  "feedback",
  {
    /** Made by the teacher's browser: the idempotency key. */
    id: uuid("id").primaryKey(),
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    classroomId: classroomId(),
    /** The answer's writer. */
    userId: userId(),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    text: text("text").notNull(),
    html: text("html").notNull(),
    createdAt: moment("created_at").notNull().default(sql`date_trunc('milliseconds', clock_timestamp())`),
  },
  (table) => [index("feedback_comment_id_idx").on(table.commentId, table.createdAt)],
);
