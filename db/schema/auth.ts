import {
  boolean,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { ACCOUNT_ROLES } from "#domain/actor";

export const accountRole = pgEnum("account_role", ACCOUNT_ROLES);

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** People with an account in this installation. */
export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Stored in lower case; the zod schema sees to it. */
    username: text("username").notNull(),
    name: text("name").notNull(),
    /** argon2id; null for people who come by an identity provider only. */
    passwordHash: text("password_hash"),
    role: accountRole("role").notNull(),
    isAdmin: boolean("is_admin").notNull().default(false),
    /** Raised to end every session at once; a token with another epoch is void. */
    sessionEpoch: integer("session_epoch").notNull().default(1),
    disabledAt: moment("disabled_at"),
    /** Text settings as the `reader` cookie writes them; null until something was set. */
    reader: text("reader"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("users_username_idx").on(table.username)],
);

/** Which account a person of an OpenID Connect provider is. */
export const identities = pgTable(
  "identities",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("identities_issuer_subject_idx").on(table.issuer, table.subject)],
);

/** One row a sign-in; the token names it, and a revoked row voids the token. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Browser and system in words, for the person's own list; no address is kept. */
    label: text("label").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    revokedAt: moment("revoked_at"),
  },
  (table) => [index("sessions_user_id_idx").on(table.userId, table.createdAt)],
);

/** How often somebody guessed, and when the next try is weighed. Unlogged: losing it in a crash costs nothing. */
export const throttles = pgTable("throttles", {
  key: text("key").primaryKey(),
  failures: integer("failures").notNull(),
  freeAt: moment("free_at").notNull(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

/** An administrator's invitation for a teacher; the token itself is never stored. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenHash: text("token_hash").notNull(),
    invitedById: uuid("invited_by_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: moment("created_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (table) => [uniqueIndex("invitations_token_hash_idx").on(table.tokenHash)],
);
