import { type Database, openDatabase } from "#db/client";
import { type Env, readEnv } from "./env";

/** What every service of this process shares. */
export type Context = { env: Env; database: Database };

// On globalThis, because Next loads modules once a layer and two pools would be two truths.
const shared = globalThis as typeof globalThis & { __commonplace?: Context };

/** The process's one configuration and pool, made at first use. */
export function processContext(): Context {
  if (!shared.__commonplace) {
    const env = readEnv();
    shared.__commonplace = { env, database: openDatabase(env.runtimeDatabaseUrl) };
  }
  return shared.__commonplace;
}
