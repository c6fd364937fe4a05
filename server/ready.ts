import { sql } from "drizzle-orm";
import { type Context, processContext } from "./context";

/** Whether the process can serve: its database answers to the runtime role, which is no superuser and passes no fence. */
export async function isReady(context: Context = processContext()): Promise<boolean> {
  const [role] = await context.database.queries.execute<{ fenced: boolean }>(
    sql`select not (rolsuper or rolbypassrls) as fenced from pg_roles where rolname = current_user`,
  );
  return role?.fenced === true;
}
