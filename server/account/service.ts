import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { identities, sessions, users } from "#db/schema/index";
import type { AccountRole, Actor } from "#domain/actor";
import { DomainError } from "#domain/errors";
import { proposeUsername } from "#domain/username";
import { hashPassword, isPassword } from "./password";
import { forgive, takeTry } from "./throttle";

/** What a token carries, and nothing more: who, which sign-in, which epoch. */
export type Ticket = { userId: string; sessionId: string; epoch: number };

/** An account as it is made. `passwordHash` null is for people who come by a provider. */
export type NewAccount = {
  id?: string;
  name: string;
  username: string;
  passwordHash: string | null;
  role: AccountRole;
  isAdmin?: boolean;
};

/** Whether a database error is the violation of a unique index, and of which. */
export function violatedIndex(error: unknown): string | null {
  const cause = (error as { cause?: unknown })?.cause ?? error;
  const found = cause as { code?: string; constraint_name?: string };
  return found?.code === "23505" ? (found.constraint_name ?? "unknown") : null;
}

/**
 * Finds a user name that is free, from the one that is wanted: `maya.l`, then `maya.l2`, `maya.l3`…
 *
 * @param wanted  a valid user name
 */
export async function freeUsername(queries: Queries, wanted: string): Promise<string> {
  const base = wanted.slice(0, 28);
  const taken = await queries
    .select({ username: users.username })
    .from(users)
    .where(
      sql`${users.username} = ${wanted} or ${users.username} ~ ${`^${base.replaceAll(".", "\\.")}[0-9]+$`}`,
    )
    .limit(1000);
  const names = new Set(taken.map((row) => row.username));
  if (!names.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!names.has(`${base}${n}`)) return `${base}${n}`;
}

/**
 * Makes an account.
 *
 * @returns its id
 * @throws {DomainError} CONFLICT  the user name is taken; `details.username` names a free one
 */
export async function createAccount(queries: Queries, account: NewAccount): Promise<string> {
  const [made] = await queries
    .insert(users)
    .values({ ...account, isAdmin: account.isAdmin ?? false })
    .onConflictDoNothing({ target: users.username })
    .returning({ id: users.id });
  if (made) return made.id;
  const free = await freeUsername(queries, account.username);
  const message = `The user name ${account.username} is taken. ${free} is free.`;
  throw new DomainError("CONFLICT", message, { username: message, free });
}

/** Opens a session for an account that has proved itself. The row's id goes into the token. */
async function openSession(queries: Queries, userId: string, epoch: number, label: string): Promise<Ticket> {
  const [session] = await queries
    .insert(sessions)
    .values({ userId, label: label.slice(0, 80) })
    .returning({ id: sessions.id });
  if (!session) throw new Error("a session was not stored");
  return { userId, sessionId: session.id, epoch };
}

/**
 * Signs in by user name and password.
 *
 * Guesses are weighed by account with a rising delay; a browser that has signed in to this account before has a
 * delay of its own, so that a stranger's guesses never keep the owner out.
 *
 * @param input  `knownDevice` is the id of the browser's device cookie when it names this user
 * @returns null when name and password do not go together (as slowly as when they do)
 * @throws {DomainError} RATE_LIMITED  too many wrong guesses; this one was not weighed
 */
export async function signIn(
  queries: Queries,
  input: {
    username: string;
    password: string;
    label: string;
    knownDevice: (userId: string) => string | null;
  },
): Promise<Ticket | null> {
  const username = input.username
    .normalize("NFKC")
    .replace(/\p{Cc}/gu, "")
    .trim()
    .toLowerCase()
    .slice(0, 100);
  const [user] = await queries
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      epoch: users.sessionEpoch,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(eq(users.username, username));
  const device = user ? input.knownDevice(user.id) : null;
  const key = device ? `device:${device}:${user?.id}` : `account:${username}`;
  await takeTry(queries, key);
  const right = await isPassword(user?.passwordHash ?? null, input.password);
  if (!user || !right || user.disabledAt) return null;
  await forgive(queries, key);
  return openSession(queries, user.id, user.epoch, input.label);
}

/**
 * Signs in a person whom an identity provider vouches for.
 *
 * The pair of issuer and subject decides who it is, never an address or a name. A first visit makes a student's
 * account without a password; a class code or an administrator gives it more.
 *
 * @param input  from the verified id token: `issuer`, `subject`, the display `name`
 * @returns null when the account is disabled
 */
export async function signInByProvider(
  queries: Queries,
  input: { issuer: string; subject: string; name: string; label: string },
): Promise<Ticket | null> {
  const find = () =>
    queries
      .select({ id: users.id, epoch: users.sessionEpoch, disabledAt: users.disabledAt })
      .from(identities)
      .innerJoin(users, eq(users.id, identities.userId))
      .where(and(eq(identities.issuer, input.issuer), eq(identities.subject, input.subject)));
  let [user] = await find();
  if (!user) {
    await queries
      .transaction(async (tx) => {
        const username = await freeUsername(tx, proposeUsername(input.name));
        const userId = await createAccount(tx, {
          name: input.name,
          username,
          passwordHash: null,
          role: "student",
        });
        await tx.insert(identities).values({ userId, issuer: input.issuer, subject: input.subject });
      })
      .catch((error) => {
        // Two first visits at once: the other made the account, and it is found below.
        if (violatedIndex(error) !== "identities_issuer_subject_idx") throw error;
      });
    [user] = await find();
  }
  if (!user || user.disabledAt) return null;
  return openSession(queries, user.id, user.epoch, input.label);
}

/**
 * Ends every session of the account, this one too, by raising its epoch. Streams close within two seconds.
 */
export async function signOutEverywhere(queries: Queries, userId: string): Promise<void> {
  await queries.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, userId));
    await tx.execute(sql`select pg_notify('access', ${userId})`);
  });
}

/** Ends one session: what signing out does. */
export async function endSession(queries: Queries, ticket: Ticket): Promise<void> {
  await queries.transaction(async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(sessions.id, ticket.sessionId),
          eq(sessions.userId, ticket.userId),
          isNull(sessions.revokedAt),
        ),
      );
    await tx.execute(sql`select pg_notify('access', ${ticket.userId})`);
  });
}

/**
 * Sets a new password and ends every session of the account, so that whoever knew the old one is out.
 *
 * @param passwordHash  from `hashPassword`, made before the transaction because it takes long
 */
export async function setPassword(tx: Queries, userId: string, passwordHash: string): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, userId));
  await tx.execute(sql`select pg_notify('access', ${userId})`);
}

/**
 * Changes one's own password. Every session ends; the browser that asked signs in again with the new one.
 *
 * @throws {DomainError} INVALID       the current password is wrong, or there is none (`details.current`)
 * @throws {DomainError} RATE_LIMITED  too many wrong tries
 */
export async function changePassword(
  queries: Queries,
  actor: Actor,
  input: { current: string; next: string },
): Promise<void> {
  const key = `change:${actor.userId}`;
  await takeTry(queries, key);
  const [user] = await queries
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!(await isPassword(user?.passwordHash ?? null, input.current)))
    throw new DomainError("INVALID", "That is not your current password.", {
      current: "That is not your current password.",
    });
  const passwordHash = await hashPassword(input.next);
  await queries.transaction((tx) => setPassword(tx, actor.userId, passwordHash));
  await forgive(queries, key);
}

/** Keeps one's text settings, so that they are the same on every device. */
export async function keepReader(tx: Queries, actor: Actor, reader: string): Promise<void> {
  await tx.update(users).set({ reader }).where(eq(users.id, actor.userId));
}
