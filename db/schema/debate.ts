import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { CLAIM_QUALITIES, type ClaimMark, MOVE_KINDS } from "#domain/debate/moves";
import { PACES, type Phase } from "#domain/debate/phases";
import { CHOICES, SEATINGS, SIDES } from "#domain/debate/sides";
import { JOINT_MODES } from "#domain/debate/statement";
import type { DraftPassage } from "#domain/prompt";
import { assignments } from "./annotation";
import { users } from "./auth";
import { comments } from "./comment";
import { questions, sections } from "./guide";
import { moment } from "./moment";
import { classroomId } from "./of-class";

const userId = (name = "user_id") =>
  uuid(name)
    .notNull()
    .references(() => users.id);

export const debateSide = pgEnum("debate_side", SIDES);
export const debateChoice = pgEnum("debate_choice", CHOICES);
export const debatePace = pgEnum("debate_pace", PACES);
export const debateSeating = pgEnum("debate_seating", SEATINGS);
export const debateJoint = pgEnum("debate_joint", JOINT_MODES);
export const moveKind = pgEnum("move_kind", MOVE_KINDS);
export const claimQuality = pgEnum("claim_quality", CLAIM_QUALITIES);

/**
 * A motion that a class debates. What is said are comments on the place of the same id (`sections.kind = 'debate'`).
 * Which phase it is follows from `phases`, `starts_at`, `paused_at` and the clock: nothing runs while it passes.
 */
export const debates = pgTable("debates", {
  assignmentId: uuid("assignment_id")
    .primaryKey()
    .references(() => assignments.id),
  classroomId: classroomId(),
  questionId: uuid("question_id").references(() => questions.id),
  claimId: uuid("claim_id").references(() => sections.id),
  motion: text("motion").notNull(),
  /** What each side holds, in the order of `debate_side`. */
  sides: text("sides").array().notNull(),
  seating: debateSeating("seating").notNull(),
  joint: debateJoint("joint").notNull(),
  /** Votes are shown by name after the close. Never changed once it is made. */
  isNamed: boolean("is_named").notNull(),
  pace: debatePace("pace").notNull(),
  phases: jsonb("phases").$type<Phase[]>().notNull(),
  startsAt: moment("starts_at"),
  pausedAt: moment("paused_at"),
  /** Rises with each change of the clock. */
  version: integer("version").notNull().default(1),
  /** Since when no ballot can be changed, or joined to who cast it. */
  sealedAt: moment("sealed_at"),
});

/** The side that somebody was given. */
export const debateSeats = pgTable(
  "debate_seats",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    side: debateSide("side").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.userId] })],
);

/** That a comment is a claim, a rebuttal or a concession. Its words, thread, hiding and passages are the comment's. */
export const debateClaims = pgTable(
  "debate_claims",
  {
    commentId: uuid("comment_id")
      .primaryKey()
      .references(() => comments.id),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    classroomId: classroomId(),
    authorId: userId("author_id"),
    kind: moveKind("kind").notNull(),
    side: debateSide("side").notNull(),
    /** Counted by side: F1, F2, A1. */
    number: integer("number").notNull(),
    /** The place of the phase it was said in. */
    phase: smallint("phase").notNull(),
    marks: text("marks").array().$type<ClaimMark[]>().notNull().default([]),
  },
  (table) => [
    uniqueIndex("debate_claims_number_idx").on(table.assignmentId, table.side, table.number),
    index("debate_claims_author_id_idx").on(table.assignmentId, table.authorId),
  ],
);

/** What somebody says of a claim once the debate is over. Taken back by deleting the row. */
export const claimWeights = pgTable(
  "claim_weights",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => debateClaims.commentId),
    userId: userId(),
    quality: claimQuality("quality").notNull(),
    classroomId: classroomId(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.userId, table.quality] })],
);

/** What was about to be said when its phase closed: its writer's alone. */
export const keptMoves = pgTable(
  "kept_moves",
  {
    id: uuid("id").primaryKey(),
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    kind: moveKind("kind").notNull(),
    answersId: uuid("answers_id").references(() => comments.id),
    text: text("text").notNull(),
    passages: jsonb("passages").$type<DraftPassage[]>().notNull(),
    keptAt: moment("kept_at").notNull(),
  },
  (table) => [index("kept_moves_user_id_idx").on(table.userId, table.classroomId)],
);

/** A joint statement: a group's, or where all choose among drafts, one person's. */
export const debateStatements = pgTable(
  "debate_statements",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    /** The group's id, the class's where it has no groups, or its writer's. */
    ownerId: uuid("owner_id").notNull(),
    classroomId: classroomId(),
    text: text("text").notNull(),
    version: integer("version").notNull(),
    savedAt: moment("saved_at").notNull(),
    savedById: userId("saved_by_id"),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.ownerId] })],
);

/** Each text a statement had: nothing that was saved is lost. */
export const statementVersions = pgTable(
  "statement_versions",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    ownerId: uuid("owner_id").notNull(),
    version: integer("version").notNull(),
    classroomId: classroomId(),
    text: text("text").notNull(),
    savedById: userId("saved_by_id"),
    savedAt: moment("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.ownerId, table.version] })],
);

/** The draft that somebody wants for the joint statement. */
export const statementBacks = pgTable(
  "statement_backs",
  {
    assignmentId: uuid("assignment_id")
      .notNull()
      .references(() => debates.assignmentId),
    userId: userId(),
    classroomId: classroomId(),
    /** Whose draft. */
    ownerId: uuid("owner_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.userId] })],
);

/**
 * Both votes of one person. The runtime role has no right on it: functions of the schema `app` cast, count and seal.
 * Nothing of a row tells when it was cast, and no class stands in it. Until it is sealed its key is an HMAC of its voter
 * under the debate's secret; from then on it is drawn, and the row lies in an order that was drawn.
 */
export const ballots = pgTable(
  "ballots",
  {
    assignmentId: uuid("assignment_id").notNull(),
    key: text("key").notNull(),
    /** Only where the class was told that votes are shown by name. */
    voterId: uuid("voter_id"),
    /** The side its voter was given, written when it is sealed. */
    side: debateSide("side"),
    before: debateChoice("before"),
    after: debateChoice("after"),
    confidenceBefore: smallint("confidence_before"),
    confidenceAfter: smallint("confidence_after"),
    movedBy: uuid("moved_by"),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.key] })],
);

/** The secret that ballots are keyed under. Destroyed when they are sealed; the runtime role has no right on it. */
export const ballotSecrets = pgTable("ballot_secrets", {
  assignmentId: uuid("assignment_id").primaryKey(),
  secret: text("secret")
    .notNull()
    .default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`),
});
