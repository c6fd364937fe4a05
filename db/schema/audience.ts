import { pgEnum } from "drizzle-orm/pg-core";
import { AUDIENCES } from "#domain/audience";

export const noteAudience = pgEnum("note_audience", AUDIENCES);
