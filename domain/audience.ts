import type { ClassroomActor } from "./actor";

/** Who may read a note and what is said below it: its writer alone, their group, the teachers, or the class. */
export const NOTE_AUDIENCES = ["private", "group", "teachers", "class"] as const;
export type NoteAudience = (typeof NOTE_AUDIENCES)[number];

/**
 * Whom anything written may be for; `discussion` is for those to whom the discussion of a question is open, and `debate`
 * for the class, of what is said in one: it is answered there and nowhere else.
 */
export const AUDIENCES = [...NOTE_AUDIENCES, "discussion", "debate"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Whom something is for. A reply is for whom its thread is for. */
export type Scope = {
  audience: Audience;
  /** The group of `group`, the discussion of `discussion`; null otherwise. */
  groupId: string | null;
  /** Who opened the thread, or in a discussion who wrote it; null where it is for the class, as in a debate. */
  ownerId: string | null;
};

export const FOR_THE_CLASS: Scope = { audience: "class", groupId: null, ownerId: null };

/**
 * Whom a note of somebody's is for unless they say otherwise: as the class has it set, where that can be. A teacher's is
 * for the class, and of who is in no group it is for the teachers rather than for everybody.
 */
export function defaultAudience(actor: ClassroomActor, set: NoteAudience): NoteAudience {
  if (actor.role === "teacher") return "class";
  return set === "group" && actor.groupId === null ? "teachers" : set;
}

/**
 * Whether somebody is among those a thread is for. Its writer always is; teachers are, but for what is private; of a
 * group who is in it now; of a discussion those to whom it is open, which is the gate. `inAudience` in server/comment/visibility.ts is the same as SQL.
 */
export function isFor(actor: ClassroomActor, { audience, groupId, ownerId }: Scope): boolean {
  if (audience === "class" || audience === "debate" || ownerId === actor.userId) return true;
  if (audience === "private") return false;
  if (actor.role === "teacher") return true;
  if (groupId === null) return false;
  if (audience === "discussion") return actor.openDiscussions.includes(groupId);
  return audience === "group" && groupId === actor.groupId;
}
