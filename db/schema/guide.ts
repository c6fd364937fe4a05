import { type SQL, sql } from "drizzle-orm";
import {
  customType,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
/** What a search matches: stems and words as they stand. Kept, because ranking reads it; a version never changes. */
const search = (of: SQL) => tsvector("search").generatedAlwaysAs(sql`app.search_vector(${of})`);

export const guideOrigin = pgEnum("guide_origin", ["content", "teacher"]);
export const paragraphKind = pgEnum("paragraph_kind", ["paragraph", "quotation"]);
/**
 * People talk under a claim to test, under a question that was set and in a debate, so these stand where sections stand.
 * A prompt and a debate are their class's, not the guide's: no version prints them.
 */
export const sectionKind = pgEnum("section_kind", ["section", "claim", "prompt", "debate"]);
export const entryKind = pgEnum("entry_kind", ["person", "place", "term"]);

/** A guide as a work. Its text lives in versions. */
export const guides = pgTable("guides", {
  id: uuid("id").primaryKey().defaultRandom(),
  slug: text("slug").notNull().unique(),
  title: text("title").notNull(),
  author: text("author").notNull(),
});

/** A published version: never changed afterwards. A classroom pins one; an edit makes a new one. */
export const guideVersions = pgTable(
  "guide_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    guideId: uuid("guide_id")
      .notNull()
      .references(() => guides.id),
    number: integer("number").notNull(),
    origin: guideOrigin("origin").notNull(),
    /** SHA-256 of what was published, so that a start with the same content adds nothing. */
    contentHash: text("content_hash").notNull(),
    publishedAt: moment("published_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("guide_versions_guide_id_number_idx").on(table.guideId, table.number),
    uniqueIndex("guide_versions_guide_id_content_hash_idx").on(table.guideId, table.contentHash),
  ],
);

/**
 * A section through all versions: what people write hangs on this and not on a version. A claim to test is one too,
 * at `claims/<key>`, so that its thread is a thread like any other.
 */
export const sections = pgTable(
  "sections",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    guideId: uuid("guide_id")
      .notNull()
      .references(() => guides.id),
    /** `part/section`; titles may repeat, paths may not. */
    path: text("path").notNull(),
    kind: sectionKind("kind").notNull().default("section"),
  },
  (table) => [uniqueIndex("sections_guide_id_path_idx").on(table.guideId, table.path)],
);

/** A section as one version prints it. */
export const sectionVersions = pgTable(
  "section_versions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    position: integer("position").notNull(),
    partKey: text("part_key").notNull(),
    partTitle: text("part_title").notNull(),
    title: text("title").notNull(),
    lead: text("lead"),
    words: integer("words").notNull(),
    minutes: integer("minutes").notNull(),
    search: search(sql`title`),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.sectionId] }),
    index("section_versions_search_idx").using("gin", table.versionId, table.search),
  ],
);

/** A paragraph through all versions. Its key is the author's and is no number. */
export const paragraphs = pgTable(
  "paragraphs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    key: text("key").notNull(),
  },
  (table) => [uniqueIndex("paragraphs_section_id_key_idx").on(table.sectionId, table.key)],
);

/** A paragraph as one version prints it. */
export const paragraphVersions = pgTable(
  "paragraph_versions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    paragraphId: uuid("paragraph_id")
      .notNull()
      .references(() => paragraphs.id),
    /** Place in the section, quotations counted, 1-based. */
    position: integer("position").notNull(),
    /** The printed number; a quotation has none. */
    number: integer("number"),
    kind: paragraphKind("kind").notNull(),
    /** Plain text, NFC: what selectors count in (UTF-16 units). */
    text: text("text").notNull(),
    /** Inline HTML made from the author's Markdown at publishing. */
    html: text("html").notNull(),
    search: search(sql`text`),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.sectionId, table.position] }),
    index("paragraph_versions_search_idx").using("gin", table.versionId, table.search),
  ],
);

/** One of the guide's questions through all versions. */
export const questions = pgTable(
  "questions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    guideId: uuid("guide_id")
      .notNull()
      .references(() => guides.id),
    key: text("key").notNull(),
  },
  (table) => [uniqueIndex("questions_guide_id_key_idx").on(table.guideId, table.key)],
);

/** A question as one version asks it. `answerHtml` is sealed: no read of this release sends it. */
export const questionVersions = pgTable(
  "question_versions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    questionId: uuid("question_id")
      .notNull()
      .references(() => questions.id),
    number: integer("number").notNull(),
    question: text("question").notNull(),
    answerHtml: text("answer_html").notNull(),
    motion: text("motion").notNull(),
    sideFor: text("side_for").notNull(),
    sideAgainst: text("side_against").notNull(),
    sideThird: text("side_third"),
    followUp: text("follow_up").notNull(),
    /** Where in the guide the evidence stands: section path, paragraph key, a note. */
    evidence: jsonb("evidence").$type<{ path: string; key: string; note: string }[]>().notNull(),
    search: search(
      sql`question || ' ' || motion || ' ' || side_for || ' ' || side_against || ' ' || coalesce(side_third, '') || ' ' || follow_up`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.questionId] }),
    index("question_versions_search_idx").using("gin", table.versionId, table.search),
  ],
);

/** A claim to test as one version states it. Its title in `section_versions` is the statement. */
export const claimVersions = pgTable(
  "claim_versions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    number: integer("number").notNull(),
    statement: text("statement").notNull(),
    other: text("other").notNull(),
    /** Against what it stands: `itself`, `novel`, `interpretation`. */
    kinds: text("kinds").array().notNull(),
    /** The guide's paragraphs that bear on it, as the author ordered them. */
    paragraphIds: uuid("paragraph_ids").array().notNull(),
    /** Chapters of the book to look in. */
    chapters: integer("chapters").array().notNull(),
    look: text("look").notNull(),
    themes: text("themes").array().notNull(),
    search: search(sql`statement || ' ' || other || ' ' || look`),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.sectionId] }),
    index("claim_versions_search_idx").using("gin", table.versionId, table.search),
  ],
);

/** The closed vocabulary of themes of one version. */
export const guideThemes = pgTable(
  "guide_themes",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    key: text("key").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    ink: text("ink").notNull(),
    definition: text("definition").notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.key] })],
);

/** People, places and terms of one version, with their definitions. */
export const guideEntries = pgTable(
  "guide_entries",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => guideVersions.id),
    kind: entryKind("kind").notNull(),
    key: text("key").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    definition: text("definition").notNull(),
    /** Other names it goes by in the text. */
    also: text("also").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.kind, table.key] })],
);
