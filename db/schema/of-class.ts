import { uuid } from "drizzle-orm/pg-core";
import { classrooms } from "./classroom";

/** The class that a row belongs to: what the fence asks of it. */
export const classroomId = () =>
  uuid("classroom_id")
    .notNull()
    .references(() => classrooms.id);
