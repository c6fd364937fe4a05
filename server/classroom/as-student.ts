import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { MADE_UP_STUDENT } from "#domain/as-student";
import { withdrawnIn } from "../account/queries";

/**
 * The class's made-up student, as who joined a moment ago and has done nothing: what is locked is locked, gates are
 * closed, nothing is one's own.
 *
 * @param tx  names the teacher, whose fence is wider: what the student sees is the read rules' to say
 */
export async function asStudent(tx: Queries, teacher: ClassroomActor): Promise<ClassroomActor> {
  const [row] = await tx.execute<{
    locked: string[] | null;
    open: string[] | null;
    withdrawn: string[] | null;
  }>(sql`
    select app.locked_sections(${teacher.classroomId}::uuid) as locked,
      (select array_agg(d.id) from discussions d where d.classroom_id = ${teacher.classroomId}::uuid and d.is_open) as open,
      ${withdrawnIn(sql`${teacher.classroomId}::uuid`)} as withdrawn`);
  return {
    ...teacher,
    userId: MADE_UP_STUDENT,
    name: "A student",
    memberName: "A student",
    username: "",
    accountRole: "student",
    isAdmin: false,
    role: "student",
    isOwner: false,
    lockedSections: row?.locked ?? [],
    groupId: null,
    openDiscussions: row?.open ?? [],
    withdrawnDebates: row?.withdrawn ?? [],
  };
}
