/** What an account may be in the installation. Power over a class comes from membership, never from this. */
export const ACCOUNT_ROLES = ["teacher", "student"] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** What a member is in one classroom. */
export const MEMBER_ROLES = ["teacher", "student"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** A signed-in person, read live from the database at each request. */
export type Actor = {
  userId: string;
  sessionId: string;
  name: string;
  username: string;
  accountRole: AccountRole;
  isAdmin: boolean;
};

/** A signed-in person inside one classroom, with the membership read live. */
export type ClassroomActor = Actor & {
  classroomId: string;
  role: MemberRole;
  isOwner: boolean;
  /** The name this member goes by in this classroom. */
  memberName: string;
  isArchived: boolean;
  /**
   * Ids of sections and claims this member cannot read now, because a teacher has locked their part. Empty for teachers.
   */
  lockedSections: readonly string[];
  /** The group this member is in; null for teachers and who is in none. */
  groupId: string | null;
  /**
   * Ids of discussions whose answers this member may hear: by having answered, where there is a gate. Empty for
   * teachers, who hear all.
   */
  openDiscussions: readonly string[];
  /** Ids of debates that were taken back: of what was said there this member reads their own. Empty for teachers. */
  withdrawnDebates: readonly string[];
  /** The version of its guide that the class reads. */
  guideVersionId: string;
};
