// The three people a database knows: who made it, who owns the tables, and who the application is.
import postgres from "postgres";

export const DATABASE = "commonplace";
export const OWNER = "commonplace_owner";
export const RUNTIME = "commonplace_runtime";

/** Extensions the schema uses; an owner who is no superuser finds them made. */
const EXTENSIONS = ["pg_trgm", "unaccent", "citext"];

/** What a role may do beyond its grants: nothing. Row-level security holds for it. */
const PLAIN = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION";

/**
 * An address of a database.
 *
 * @param {{ user: string, password: string, port: number, database?: string }} parts
 * @returns {string}
 */
export function urlOf({ user, password, port, database = DATABASE }) {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Creates or refreshes the roles and the database of an embedded server. Safe to repeat.
 *
 * @param {object} options
 * @param {string} options.adminUrl superuser, database `postgres`
 * @param {string} options.ownerPassword letters and digits
 * @param {string} options.runtimePassword letters and digits
 * @returns {Promise<void>}
 */
export async function ensureRoles({ adminUrl, ownerPassword, runtimePassword }) {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await ensureRole(sql, OWNER, ownerPassword);
    await ensureRole(sql, RUNTIME, runtimePassword);
    const [known] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!known) await sql.unsafe(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
    await sql.unsafe(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await sql.unsafe(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${RUNTIME}`);
  } finally {
    await sql.end();
  }
  const inside = new URL(adminUrl);
  inside.pathname = `/${DATABASE}`;
  const database = postgres(inside.href, { max: 1, onnotice: () => {} });
  try {
    for (const name of EXTENSIONS) await database.unsafe(`CREATE EXTENSION IF NOT EXISTS ${name}`);
  } finally {
    await database.end();
  }
}

/**
 * Creates a role that may do nothing but sign in, or gives it its password and limits anew.
 *
 * @param {import("postgres").Sql} sql a connection that may create roles
 * @param {string} name a name of ours
 * @param {string} password letters and digits: a role's password cannot be a parameter
 * @returns {Promise<void>}
 */
export async function ensureRole(sql, name, password) {
  if (!/^[A-Za-z0-9]+$/.test(password)) throw new Error("a generated password has letters and digits only");
  const [known] =
    await sql`select rolsuper or rolbypassrls as unfenced from pg_roles where rolname = ${name}`;
  // An owner who is no superuser may not even name the limits of a role that exists.
  const limits = known && !known.unfenced ? "" : PLAIN;
  await sql.unsafe(`${known ? "ALTER" : "CREATE"} ROLE ${name} ${limits} PASSWORD '${password}'`);
}
