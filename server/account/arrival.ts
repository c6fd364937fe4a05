import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { invitations, users } from "#db/schema/index";
import type { Actor } from "#domain/actor";
import { DomainError } from "#domain/errors";
import { authorizeInInstallation } from "#domain/policy";
import { hashToken, newToken, sameSecret } from "../secret";
import { hashPassword } from "./password";
import { createAccount } from "./service";

export const INVITATION_DAYS = 14;

type Person = { name: string; username: string; password: string };

/**
 * Makes the first account of an empty installation: teacher and administrator.
 *
 * @param expected  the one-time code the launcher printed; null when there is none
 * @returns the account's id
 * @throws {DomainError} NOT_FOUND  the code is wrong, or there is an account already (the same answer)
 */
export async function setUp(
  queries: Queries,
  expected: string | null,
  input: Person & { code: string },
): Promise<string> {
  const refusal = () =>
    new DomainError(
      "NOT_FOUND",
      "This set-up link does not work any more. Start again from the address the server printed.",
    );
  if (expected === null || !sameSecret(expected, input.code)) throw refusal();
  const passwordHash = await hashPassword(input.password);
  return queries.transaction(async (tx) => {
    // One at a time: two browsers with the link would otherwise both be first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('commonplace.set-up'))`);
    const [someone] = await tx.select({ id: users.id }).from(users).limit(1);
    if (someone) throw refusal();
    return createAccount(tx, {
      name: input.name,
      username: input.username,
      passwordHash,
      role: "teacher",
      isAdmin: true,
    });
  });
}

/** Whether the installation still waits for its first account, and the code opens it. */
export async function isSetUpOpen(queries: Queries, expected: string | null, code: string): Promise<boolean> {
  if (expected === null || !sameSecret(expected, code)) return false;
  const [someone] = await queries.select({ id: users.id }).from(users).limit(1);
  return !someone;
}

/**
 * Makes an invitation for one teacher.
 *
 * @returns the token that goes into the link, never to be read again, and when it ends
 * @throws {DomainError} FORBIDDEN  the actor is no administrator
 */
export async function inviteTeacher(
  queries: Queries,
  actor: Actor,
): Promise<{ token: string; expiresAt: Date }> {
  authorizeInInstallation(actor, "teacher.invite");
  const token = newToken();
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * 86_400_000);
  await queries
    .insert(invitations)
    .values({ tokenHash: hashToken(token), invitedById: actor.userId, expiresAt });
  return { token, expiresAt };
}

const isOpen = (token: string) =>
  and(
    eq(invitations.tokenHash, hashToken(token)),
    isNull(invitations.usedAt),
    gt(invitations.expiresAt, sql`now()`),
  );

/** Whether an invitation can still be used. */
export async function isInvitationOpen(queries: Queries, token: string): Promise<boolean> {
  const rows = await queries.select({ id: invitations.id }).from(invitations).where(isOpen(token));
  return rows.length > 0;
}

/**
 * Makes a teacher's account from an invitation, which is used up by it.
 *
 * @throws {DomainError} NOT_FOUND  the invitation is unknown, used or over
 * @throws {DomainError} CONFLICT   the user name is taken; the invitation stays open
 */
export async function acceptInvitation(queries: Queries, input: Person & { token: string }): Promise<string> {
  const refusal = () =>
    new DomainError(
      "NOT_FOUND",
      "This invitation does not work any more. Ask your administrator for a new one.",
    );
  // Before the hashing, which costs: a stranger has no token.
  if (!(await isInvitationOpen(queries, input.token))) throw refusal();
  const passwordHash = await hashPassword(input.password);
  return queries.transaction(async (tx) => {
    const used = await tx
      .update(invitations)
      .set({ usedAt: sql`now()` })
      .where(isOpen(input.token))
      .returning({ id: invitations.id });
    if (used.length === 0) throw refusal();
    return createAccount(tx, { name: input.name, username: input.username, passwordHash, role: "teacher" });
  });
}

/**
 * Makes an account that exists, for instance one of a school's provider, a teacher's by an invitation.
 *
 * @throws {DomainError} NOT_FOUND  the invitation is unknown, used or over
 * @throws {DomainError} CONFLICT   the account is a teacher's already; the invitation stays open
 */
export async function useInvitation(tx: Queries, actor: Actor, token: string): Promise<void> {
  if (actor.accountRole === "teacher")
    throw new DomainError(
      "CONFLICT",
      "Your account is a teacher's already. Leave the invitation for somebody else.",
    );
  const used = await tx
    .update(invitations)
    .set({ usedAt: sql`now()` })
    .where(isOpen(token))
    .returning({ id: invitations.id });
  if (used.length === 0)
    throw new DomainError(
      "NOT_FOUND",
      "This invitation does not work any more. Ask your administrator for a new one.",
    );
  await tx.update(users).set({ role: "teacher" }).where(eq(users.id, actor.userId));
}
