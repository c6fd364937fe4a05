import { eq, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { users } from "#db/schema/index";
import type { Actor } from "#domain/actor";
import { DomainError, notFound } from "#domain/errors";
import { authorizeInInstallation } from "#domain/policy";
import { setPassword } from "./service";

/** An administrator acts on others: one's own account has its own page, and must not be lost by a slip. */
async function needOther(tx: Queries, actor: Actor, userId: string): Promise<void> {
  if (userId === actor.userId)
    throw new DomainError("FORBIDDEN", "This is your own account. Change it on your account page.");
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId));
  if (!user) throw notFound();
}

/**
 * Gives somebody a new password, to be handed over once. Every session of the account ends.
 *
 * @param makeHash  hashes the new password; asked only once the actor may do this
 * @throws {DomainError} FORBIDDEN  the actor is no administrator, or it is the actor's own account
 * @throws {DomainError} NOT_FOUND  no such account
 */
export async function resetPasswordOf(
  tx: Queries,
  actor: Actor,
  userId: string,
  makeHash: () => Promise<string>,
): Promise<void> {
  authorizeInInstallation(actor, "user.resetPassword");
  await needOther(tx, actor, userId);
  await setPassword(tx, userId, await makeHash());
}

/**
 * Shuts an account out, or lets it in again. What it wrote stays; its sessions and streams end at once.
 *
 * @throws {DomainError} FORBIDDEN  the actor is no administrator, or it is the actor's own account
 * @throws {DomainError} NOT_FOUND  no such account
 */
export async function setDisabled(
  tx: Queries,
  actor: Actor,
  userId: string,
  disabled: boolean,
): Promise<void> {
  authorizeInInstallation(actor, "user.disable");
  await needOther(tx, actor, userId);
  await tx
    .update(users)
    .set(
      disabled
        ? {
            disabledAt: sql`coalesce(${users.disabledAt}, now())`,
            sessionEpoch: sql`${users.sessionEpoch} + 1`,
          }
        : { disabledAt: null },
    )
    .where(eq(users.id, userId));
  await tx.execute(sql`select pg_notify('access', ${userId})`);
}
