// Somebody else's PostgreSQL, named by DATABASE_URL: is it there, is it new enough, and who is the application there.
import { join } from "node:path";
import postgres from "postgres";
import { ensureRole, RUNTIME } from "./postgres-roles.mjs";
import { Refusal } from "./refusal.mjs";
import { secretIn } from "./secret-file.mjs";

const OLDEST_MAJOR = 15;
const CONNECT_SECONDS = 10;

const UNREACHABLE = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name cannot be looked up",
  EHOSTUNREACH: "no way to that host",
  ENETUNREACH: "no way to that network",
  ETIMEDOUT: "no answer",
  CONNECT_TIMEOUT: `no answer within ${CONNECT_SECONDS} s`,
  ECONNRESET: "the connection was cut",
  CONNECTION_CLOSED: "the connection was cut",
  "28P01": "it refuses this name and password",
  28000: "it refuses this name",
  "3D000": "it has no database of that name",
  "57P03": "it is still starting",
  53300: "it has no free connections",
};

const onnotice = () => {};

/** A server that lets us in and then says nothing must not hold a start for ever. */
const tooLong = () =>
  new Promise((_, reject) => {
    const error = Object.assign(new Error("no answer"), { code: "CONNECT_TIMEOUT" });
    setTimeout(() => reject(error), CONNECT_SECONDS * 1000).unref();
  });

/**
 * Connects, does something, and disconnects.
 *
 * @template T
 * @param {string} name the variable the address came from
 * @param {string} url
 * @param {(sql: import("postgres").Sql) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Refusal} no address, or nobody there; never with the password
 */
async function connected(name, url, work) {
  let sql;
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError("another protocol");
    sql = postgres(url, {
      max: 1,
      connect_timeout: CONNECT_SECONDS,
      onnotice,
      fetch_types: false,
      prepare: false,
    });
  } catch {
    throw new Refusal(
      `${name} is not the address of a PostgreSQL, as in postgres://user:password@host:5432/database.`,
    );
  }
  try {
    return await Promise.race([work(sql), tooLong()]);
  } catch (error) {
    const reason = UNREACHABLE[/** @type {any} */ (error).code];
    if (!reason) throw error;
    const { host, port, database } = sql.options;
    throw new Refusal(
      `The database of ${name} (${host[0]}:${port[0]}/${database}) cannot be used: ${reason}.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Checks a given database and finds the application's own role in it.
 *
 * @param {{ owner: string, runtime: string | null, listen: string | null }} given addresses
 * @param {string} dataDir where the application role's password is kept
 * @returns {Promise<{ ownerUrl: string, runtimeUrl: string, listenUrl: string }>}
 * @throws {Refusal} with what is to be done
 */
export async function joinExternalPostgres(given, dataDir) {
  await connected("DATABASE_URL", given.owner, checkOwner);
  let runtimeUrl = given.runtime;
  if (runtimeUrl) await connected("RUNTIME_DATABASE_URL", runtimeUrl, checkRuntime);
  else runtimeUrl = await deriveRuntime(given.owner, dataDir);
  if (given.listen) await connected("LISTEN_DATABASE_URL", given.listen, (sql) => sql`select 1`);
  return { ownerUrl: given.owner, runtimeUrl, listenUrl: given.listen ?? runtimeUrl };
}

async function checkOwner(sql) {
  const [{ server_version_num: number }] = await sql`show server_version_num`.simple();
  const major = Math.floor(Number(number) / 10_000);
  if (major < OLDEST_MAJOR) {
    throw new Refusal(
      `The database of DATABASE_URL is PostgreSQL ${major}; Commonplace needs ${OLDEST_MAJOR} or newer.`,
    );
  }
  const [may] = await sql`
    select current_user as name, current_database() as database, current_setting('server_encoding') as encoding,
      has_database_privilege(current_database(), 'CREATE') and has_schema_privilege('public', 'CREATE') as create`;
  if (may.encoding !== "UTF8") {
    throw new Refusal(`The database ${may.database} is encoded in ${may.encoding}; Commonplace needs UTF8.`);
  }
  if (!may.create) {
    throw new Refusal(
      `The role ${may.name} may not create tables in ${may.database}; make it the database's owner.`,
    );
  }
}

/** The application's role must be one that row-level security holds for. */
async function checkRuntime(sql) {
  const [role] = await sql`
    select rolname as name, rolsuper or rolbypassrls as unfenced,
      rolname = (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner
    from pg_roles where rolname = current_user`;
  if (!role.unfenced && !role.owner) return;
  const what = role.owner ? "owns the database" : "is a superuser or passes row-level security";
  throw new Refusal(
    `RUNTIME_DATABASE_URL names ${role.name}, which ${what}; the application needs a role that does not.`,
  );
}

async function deriveRuntime(owner, dataDir) {
  const password = secretIn(join(dataDir, "runtime-password"));
  const runtimeUrl = withAccount(owner, RUNTIME, password);
  if (runtimeUrl && (await signsIn(runtimeUrl))) return runtimeUrl;
  await connected("DATABASE_URL", owner, (sql) => makeRuntime(sql, password));
  if (runtimeUrl && (await signsIn(runtimeUrl))) return runtimeUrl;
  throw new Refusal(
    `The role ${RUNTIME} cannot sign in at the address of DATABASE_URL; set RUNTIME_DATABASE_URL.`,
  );
}

function withAccount(address, user, password) {
  if (!URL.canParse(address)) return null; // several hosts: legal, and not ours to take apart
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}

async function signsIn(url) {
  try {
    await connected("RUNTIME_DATABASE_URL", url, checkRuntime);
    return true;
  } catch {
    return false;
  }
}

async function makeRuntime(sql, password) {
  const [{ database, busy }] = await sql`
    select current_database() as database,
      exists (select from pg_stat_activity where usename = ${RUNTIME}) as busy`;
  if (busy) {
    throw new Refusal(
      `The role ${RUNTIME} is in use by another installation on this server; make another role and set RUNTIME_DATABASE_URL.`,
    );
  }
  try {
    await ensureRole(sql, RUNTIME, password);
    await sql`grant connect on database ${sql(database)} to ${sql(RUNTIME)}`;
  } catch (error) {
    if (/** @type {any} */ (error).code !== "42501") throw error;
    throw new Refusal(
      `The owner in DATABASE_URL may not make the application's role. Run these two lines as an administrator of the server, then set RUNTIME_DATABASE_URL to that role's address:
  CREATE ROLE ${RUNTIME} LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  GRANT CONNECT ON DATABASE "${database}" TO ${RUNTIME};`,
    );
  }
}
