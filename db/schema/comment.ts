import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { type Origin, type Reaction, STARTERS } from "#domain/note";
import { noteAudience } from "./audience";
import { users } from "./auth";
import { classrooms } from "./classroom";
import { paragraphs, sections } from "./guide";
import { moment } from "./moment";

export const replyStarter = pgEnum("reply_starter", STARTERS);

/** Comments and replies. A root stands on a section or on one of its paragraphs; a reply hangs on its root. */
export const comments = pgTable(
  "comments",
  {
    /** Made by the writer's browser: the idempotency key. */
    id: uuid("id").primaryKey(),
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    /** Null: on the section as a whole. */
    paragraphId: uuid("paragraph_id").references(() => paragraphs.id),
    /** The thread a reply belongs to; null for a root. */
    rootId: uuid("root_id").references((): AnyPgColumn => comments.id),
    /** The comment a reply answers: the root or another reply. */
    parentId: uuid("parent_id").references((): AnyPgColumn => comments.id),
    authorId: uuid("author_id")
      .notNull()
      .references(() => users.id),
    /** Whom it is for; a reply is for whom its root is for. */
    audience: noteAudience("audience").notNull().default("class"),
    /** A group, or the discussion of a prompt: its own table says which there are. */
    audienceGroupId: uuid("audience_group_id"),
    /** Who opened the thread, or in a discussion who wrote this; null where it is for the class. */
    audienceOwnerId: uuid("audience_owner_id").references(() => users.id),
    /** Markdown, as written. Empty on a mark without words. */
    text: text("text").notNull(),
    /** What `renderMarkdown` made of it, and which version of the renderer did. */
    html: text("html").notNull(),
    htmlVersion: integer("html_version").notNull(),
    version: integer("version").notNull().default(1),
    /** The class's change sequence when this was posted: what unread marks compare. Never sent. */
    seq: bigint("seq", { mode: "number" }).notNull(),
    createdAt: moment("created_at").notNull().default(sql`date_trunc('milliseconds', clock_timestamp())`),
    editedAt: moment("edited_at"),
    deletedAt: moment("deleted_at"),
    hiddenAt: moment("hidden_at"),
    hiddenById: uuid("hidden_by_id").references(() => users.id),
    hiddenReason: text("hidden_reason"),
    pinnedAt: moment("pinned_at"),
    lockedAt: moment("locked_at"),
    /** On a root: replies that everybody in the class may see. */
    replyCount: integer("reply_count").notNull().default(0),
    /** On a root: when somebody else first answered, while such an answer is to be seen. */
    answeredAt: moment("answered_at"),
    /** How many said what without words; who did is in `reactions`. */
    reactionCounts: jsonb("reaction_counts").$type<Partial<Record<Reaction, number>>>().notNull().default({}),
    /** Who wrote it, to classmates who may not know: a made-up name and id. It stays, whatever the class is set to later. */
    aliasId: uuid("alias_id"),
    alias: text("alias"),
    /** When it was really written, where `created_at` says the day alone. */
    writtenAt: moment("written_at"),
    /** How a reply takes up what it answers, and the words of it that it takes up. */
    starter: replyStarter("starter"),
    quote: text("quote"),
    /** When a teacher said that this is worth reading. */
    endorsedAt: moment("endorsed_at"),
    endorsedById: uuid("endorsed_by_id").references(() => users.id),
    /** Where it was written, when it was brought in: `author_id` is who brought it. */
    importedFrom: jsonb("imported_from").$type<Origin>(),
  },
  (table) => [
    index("comments_roots_idx")
      .on(table.classroomId, table.sectionId, table.createdAt, table.id)
      .where(sql`root_id is null`),
    index("comments_section_roots_idx")
      .on(table.classroomId, table.sectionId, table.createdAt, table.id)
      .where(sql`root_id is null and paragraph_id is null`),
    index("comments_paragraph_roots_idx")
      .on(table.classroomId, table.paragraphId, table.createdAt, table.id)
      .where(sql`root_id is null and paragraph_id is not null`),
    index("comments_pinned_idx").on(table.classroomId, table.sectionId).where(sql`pinned_at is not null`),
    index("comments_unanswered_idx")
      .on(table.classroomId, table.sectionId, table.createdAt, table.id)
      .where(
        sql`root_id is null and answered_at is null and deleted_at is null and hidden_at is null and audience = 'class' and text <> ''`,
      ),
    // The home page asks for these over all sections, oldest first.
    index("comments_waiting_idx")
      .on(table.classroomId, table.seq)
      .where(
        sql`root_id is null and answered_at is null and deleted_at is null and hidden_at is null and audience = 'class' and text <> ''`,
      ),
    index("comments_root_id_idx").on(table.rootId, table.createdAt, table.id),
    // What may be unread, and what may be news: nothing that is hidden or removed.
    index("comments_seq_idx")
      .on(table.classroomId, table.sectionId, table.seq)
      .where(sql`deleted_at is null and hidden_at is null and audience <> 'private' and text <> ''`),
    index("comments_classroom_id_seq_idx")
      .on(table.classroomId, table.seq)
      .where(sql`deleted_at is null and hidden_at is null and audience <> 'private' and text <> ''`),
    index("comments_author_id_idx").on(table.authorId, table.createdAt),
    index("comments_parent_id_idx").on(table.parentId),
    // Searched through the view app.searchable_comments, which spells the expression the same way.
    index("comments_search_idx")
      .using("gin", table.classroomId, sql`app.search_vector(text)`)
      // Posting puts its words aside in 128 kB at most, which a search reads along; see docs/decisions/0009.
      .with({ gin_pending_list_limit: 128 })
      .where(sql`deleted_at is null`),
  ],
);

/** What a comment said before each edit: history is rows. */
export const commentRevisions = pgTable(
  "comment_revisions",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    version: integer("version").notNull(),
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    html: text("html").notNull(),
    text: text("text").notNull(),
    writtenAt: moment("written_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.commentId, table.version] })],
);

/** How many comments everybody may see, by place. `paragraphId` is the section's own id for the section as a whole. */
export const commentCounts = pgTable(
  "comment_counts",
  {
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    sectionId: uuid("section_id").notNull(),
    placeId: uuid("place_id").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.sectionId, table.placeId] })],
);

/** Up to where a person has seen a section's threads. */
export const sectionReads = pgTable(
  "section_reads",
  {
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    seenSeq: bigint("seen_seq", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.classroomId, table.sectionId, table.userId] })],
);

/** Up to where a person has seen one thread. */
export const threadReads = pgTable(
  "thread_reads",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    rootId: uuid("root_id")
      .notNull()
      .references(() => comments.id),
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    seenSeq: bigint("seen_seq", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.rootId] })],
);
