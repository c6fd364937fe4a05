import { createHash } from "node:crypto";
import type { ClassroomActor } from "#domain/actor";

/**
 * A short fingerprint of what decides how much of a class a member sees: who reads with the same one sees the same.
 * Whatever else comes to decide that belongs into it.
 */
export function rightsOf(member: ClassroomActor): string {
  const { role, groupId, isArchived, lockedSections, openDiscussions, withdrawnDebates, guideVersionId } =
    member;
  const rights = JSON.stringify([
    role,
    groupId,
    isArchived,
    [...lockedSections].sort(),
    [...openDiscussions].sort(),
    [...withdrawnDebates].sort(),
    guideVersionId,
  ]);
  return createHash("sha256").update(rights).digest("hex").slice(0, 8);
}
