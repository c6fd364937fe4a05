import { timestamp } from "drizzle-orm/pg-core";

/** A moment to the millisecond, because what the wire shows must order exactly as the database does. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
