import { randomUUID } from "node:crypto";
import { hashPassword } from "../account/password";
import { hashToken } from "../secret";
import { ANNOTATION_CASES } from "./annotation-cases";
import { archive, type Case, inClass, inLockedPart, sectionOf } from "./case-parts";
import { CLAIM_CASES } from "./claim-cases";
import { CLASS_CASES } from "./class-cases";
import { COMMENT_CASES } from "./comment-cases";
import { DEBATE_CASES } from "./debate-cases";
import { EDITION_CASES } from "./edition-cases";
import { EXCHANGE_CASES } from "./exchange-cases";
import { makePerson } from "./factories";
import { type Role, readMatrix } from "./matrix";
import { PROMPT_CASES } from "./prompt-cases";
import { MARKER, type World } from "./world";

const PASSWORD = "a password of the tests";

const partLock = (world: World) => ({
  ...inClass(world),
  partKey: sectionOf(world).path.split("/")[0],
  until: new Date(Date.now() + 86_400_000).toISOString(),
});

const joining = (world: World, role: Role, code = world.here.code) => ({
  code,
  name: `Newcomer ${randomUUID().slice(0, 8)}`,
  ...(role === "anon" ? { username: `new-${randomUUID().slice(0, 8)}`, password: PASSWORD } : {}),
});

const target =
  (find: (world: World, role: Role) => string | Promise<string>, more: object = {}): Case =>
  async (world, role) => ({ ...inClass(world), userId: await find(world, role), ...more });
const targetOf = {
  student: (world: World) => world.peer.userId,
  coteacher: async (world: World) => {
    // Not the asker: for the co-teacher this is another one.
    const other = await makePerson(world.db, `Cora ${MARKER} ${randomUUID().slice(0, 8)}`, {
      role: "teacher",
    });
    await world.db.owner`insert into classroom_members (classroom_id, user_id, role, name)
      values (${world.here.id}, ${other.userId}, 'teacher', ${other.name})`;
    return other.userId;
  },
  owner: (world: World) => world.people.owner.userId,
  self: (world: World, role: Role) => world.authorFor(role).userId,
  teacherElsewhere: async (world: World) => {
    const teacher = await makePerson(world.db, `Tess ${MARKER} ${randomUUID().slice(0, 8)}`, {
      role: "teacher",
    });
    await world.db.owner`insert into classroom_members (classroom_id, user_id, role, name)
      values (${world.here.id}, ${teacher.userId}, 'student', ${teacher.name})`;
    return teacher.userId;
  },
};

const keepOut = (world: World) => world.db.owner`
  update classroom_members set is_blocked = true where classroom_id = ${world.here.id} and removed_at is not null`;

const invited = async (world: World, isUsed: boolean) => {
  const token = randomUUID();
  await world.db.owner`insert into invitations (token_hash, invited_by_id, expires_at, used_at)
    values (${hashToken(token)}, ${world.people.admin.userId}, now() + interval '1 day', ${isUsed ? new Date() : null})`;
  return { token };
};

const account =
  (find: (world: World, role: Role) => string, more: object = {}): Case =>
  (world, role) => ({
    userId: find(world, role),
    ...more,
  });

const reading = (world: World) => ({
  "guide.section": { ...inClass(world), path: sectionOf(world).path },
  "guide.questions": inClass(world),
  "classroom.home": inClass(world),
  "comment.list": { ...inClass(world), sectionId: sectionOf(world).id },
});

const password = async (world: World, role: Role) => {
  if (role !== "anon")
    await world.db.owner`update users set password_hash = ${await hashPassword(PASSWORD)}
      where id = ${world.people[role].userId}`;
  return {
    "account.changePassword": { current: PASSWORD, next: `${PASSWORD}, the next` },
    "account.keepReader": { reader: "dark.22.wide.sans.on" },
  };
};

/** Reading as far as the second paragraph. */
const progress = (world: World, section = sectionOf(world)) => ({
  ...inClass(world),
  sectionId: section.id,
  paragraphId: section.paragraphIds[1] ?? section.paragraphIds[0] ?? "",
  reachedId: section.paragraphIds[0] ?? "",
});

/** A fixture for every row of the matrix that is built; a row without one is red. */
export const CASES: Record<string, Case> = {
  ...ANNOTATION_CASES,
  ...EDITION_CASES,
  ...EXCHANGE_CASES,
  ...CLASS_CASES,
  ...COMMENT_CASES,
  ...CLAIM_CASES,
  ...PROMPT_CASES,
  ...DEBATE_CASES,
  "setup.firstTeacher otherwise": () => ({
    code: "set-up-code-of-the-tests",
    name: "Somebody",
    username: `new-${randomUUID().slice(0, 8)}`,
    password: PASSWORD,
  }),
  "teacher.invite -": () => undefined,
  "teacher.useInvitation open": (world) => invited(world, false),
  "teacher.useInvitation used": (world) => invited(world, true),
  "user.list -": () => ({}),
  "user.disable other": account(targetOf.student, { disabled: true }),
  "user.disable self": account((world, role) => (role === "anon" ? world.peer : world.people[role]).userId, {
    disabled: true,
  }),
  "user.resetPassword other": account(targetOf.student),
  "user.resetPassword self": account(
    (world, role) => (role === "anon" ? world.peer : world.people[role]).userId,
  ),
  "user.readSelf -": () => undefined,
  "user.update self": password,
  "session.revokeAll self": () => undefined,
  "guide.list -": () => undefined,
  "classroom.create -": () => ({
    id: randomUUID(),
    name: "A new class",
    guideSlug: "never-let-me-go",
    displayName: "Somebody",
  }),
  "classroom.read active": async (world) => {
    await world.comment();
    return inClass(world);
  },
  "classroom.read archived": async (world) => {
    await archive(world);
    return reading(world);
  },
  "classroom.readCode active": inClass,
  "classroom.readCode archived": async (world) => {
    await archive(world);
    return inClass(world);
  },
  "classroom.rotateCode active": inClass,
  "classroom.rotateCode archived": async (world) => {
    await archive(world);
    return inClass(world);
  },
  "classroom.joinByCode code_valid": joining,
  "classroom.joinByCode kept_out": async (world, role) => {
    await keepOut(world);
    return joining(world, role);
  },
  "classroom.joinByCode code_unknown": (world, role) => joining(world, role, "22222222"),
  "classroom.joinByCode code_expired": async (world, role) => {
    await world.db.owner`update classrooms set join_code_expires_at = now() - interval '1 second'`;
    return joining(world, role);
  },
  "classroom.joinByCode code_closed": async (world, role) => {
    await world.db.owner`update classrooms set join_closed_at = now()`;
    return joining(world, role);
  },
  "classroom.joinByCode archived": async (world, role) => {
    await archive(world);
    return joining(world, role);
  },
  "classroom.leave active": inClass,
  "member.list -": inClass,
  "member.remove student": target(targetOf.student),
  "member.remove coteacher": target(targetOf.coteacher),
  "member.remove owner": target(targetOf.owner),
  "member.remove self": target(targetOf.self),
  "member.letIn kept_out": async (world, role) => {
    await keepOut(world);
    return target((w) => w.people.removed.userId)(world, role);
  },
  "member.letIn not_kept_out": target(targetOf.student),
  "member.letIn archived": async (world, role) => {
    await keepOut(world);
    await archive(world);
    return target((w) => w.people.removed.userId)(world, role);
  },
  "member.setRole student": target(targetOf.student, { role: "teacher" }),
  "member.setRole owner": target(targetOf.owner, { role: "student" }),
  "member.setRole self": target(targetOf.self, { role: "teacher" }),
  "member.setRole archived": async (world, role) => {
    await archive(world);
    return target(targetOf.student, { role: "teacher" })(world, role);
  },
  "member.resetPassword student": target(targetOf.student),
  "member.resetPassword coteacher": target(targetOf.coteacher),
  "member.resetPassword student_here_teacher_elsewhere": target(targetOf.teacherElsewhere),
  "guide.read published": reading,
  "guide.read locked_part": inLockedPart((world) => ({ ...inClass(world), path: sectionOf(world).path })),
  "guide.readText open": (world) => ({ ...inClass(world), sectionId: sectionOf(world).id }),
  "guide.readText locked_part": inLockedPart((world) => ({
    ...inClass(world),
    sectionId: sectionOf(world).id,
  })),
  "guide.listParts -": inClass,
  "guide.lockPart active": partLock,
  "guide.lockPart archived": async (world) => {
    await archive(world);
    return partLock(world);
  },
  "progress.read own": async (world, role) => {
    // One's own and a classmate's: only the first is to be seen.
    for (const { userId } of [world.authorFor(role), world.peer])
      await world.db.owner`
        insert into section_progress (classroom_id, user_id, section_id, paragraph_id, reached, updated_at)
        values (${world.here.id}, ${userId}, ${sectionOf(world).id}, ${sectionOf(world).paragraphIds[1] ?? ""}, 2, now())
        on conflict do nothing`;
    const byName = reading(world);
    return { "guide.section": byName["guide.section"], "classroom.home": byName["classroom.home"] };
  },
  "progress.keep active": (world) => progress(world),
  "progress.keep archived": async (world) => {
    await archive(world);
    return progress(world);
  },
  "progress.keep locked_part": inLockedPart((world) => progress(world)),
  "progress.keep of_no_section_of_the_text": (world) => progress(world, world.there.sections[0]),
  "report.list -": async (world) => {
    await world.report(await world.comment());
    return inClass(world);
  },
  "report.resolve open": async (world) => ({
    ...inClass(world),
    reportId: await world.report(await world.comment()),
  }),
  "search.query class": async (world) => {
    await world.comment({ text: `Hailsham, says ${MARKER}.` });
    return { ...inClass(world), q: "hailsham", frame: true };
  },
  "search.query archived": async (world) => {
    await world.comment();
    await archive(world);
    return { ...inClass(world), q: "words", frame: true };
  },
  "live.subscribe class": async (world, role) => {
    const cursor = await world.cursor(role);
    await world.comment();
    return { "live.since": { cursor }, "live.onChange": { lastEventId: cursor } };
  },
};

/** The input of one procedure in a case: a case of several procedures answers by their names. */
export function inputOf(made: unknown, procedure: string): unknown {
  const byName = made as Record<string, unknown> | undefined;
  return byName && Object.keys(byName).some((key) => key.includes(".")) ? byName[procedure] : made;
}

/** An input that a procedure accepts from the role, by the first line of the matrix that allows it. */
export async function inputFor(
  world: World,
  procedure: string,
  role: Exclude<Role, "anon">,
): Promise<{ input: unknown; row: string | null }> {
  const allowed = readMatrix().filter((row) => row.procedures.includes(procedure) && CASES[row.name]);
  const row = allowed.find(({ letters }) => /[YOVR]/.test(letters[role])) ?? allowed[0];
  if (!row) return { input: PUBLIC_INPUTS[procedure], row: null };
  return { input: inputOf(await CASES[row.name]?.(world, role), procedure), row: row.name };
}

const PUBLIC_INPUTS: Record<string, unknown> = {
  "account.setupOpen": { code: "some code" },
  "account.invitation": { token: "some token" },
  "account.acceptInvitation": {
    token: "some token",
    name: "Somebody",
    username: "somebody",
    password: PASSWORD,
  },
  "classroom.preview": { code: "22222222" },
};
