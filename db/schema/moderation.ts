import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { classrooms } from "./classroom";
import { comments } from "./comment";
import { moment } from "./moment";

/** Somebody asks the teachers to look at a comment. */
export const commentReports = pgTable(
  "comment_reports",
  {
    id: uuid("id").primaryKey(),
    classroomId: uuid("classroom_id")
      .notNull()
      .references(() => classrooms.id),
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id),
    reporterId: uuid("reporter_id")
      .notNull()
      .references(() => users.id),
    reason: text("reason").notNull(),
    createdAt: moment("created_at").notNull().default(sql`date_trunc('milliseconds', clock_timestamp())`),
    resolvedAt: moment("resolved_at"),
    resolvedById: uuid("resolved_by_id").references(() => users.id),
  },
  (table) => [
    index("comment_reports_classroom_id_idx").on(table.classroomId, table.createdAt, table.id),
    index("comment_reports_open_idx").on(table.classroomId).where(sql`resolved_at is null`),
    uniqueIndex("comment_reports_comment_id_reporter_id_idx").on(table.commentId, table.reporterId),
  ],
);
