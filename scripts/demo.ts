// The demo's class: invented people who have read and talked for a while. Written through the same services as
// everything else; only the clock is turned back afterwards.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";
import { parse } from "yaml";
import { asActor } from "#db/actor";
import { type Database, openDatabase } from "#db/client";
import { proposeUsername } from "#domain/username";
import { hashPassword } from "#server/account/password";
import { readActor } from "#server/account/queries";
import { createAccount } from "#server/account/service";
import { weighIn } from "#server/claim/service";
import { joinCodeHmac, openJoinCode } from "#server/classroom/code";
import { findByCode } from "#server/classroom/queries";
import { createClassroom, joinClassroom } from "#server/classroom/service";
import { createComment } from "#server/comment/create";
import { markThread } from "#server/comment/service";
import { reportComment } from "#server/moderation/service";
import { holdDebates } from "./demo-debates";
import { ClassFile, whenSaid } from "./demo-file";
import { askForNotes, makeGroups, markPassage, respond } from "./demo-notes";
import { askQuestions } from "./demo-questions";

const PASSWORD = "read-it-twice";
const GUIDE = "never-let-me-go";

/** An account to show the demo with. */
export type DemoAccount = { role: string; name: string; username: string; password: string };

type Member = { userId: string; sessionId: string };

class Demo {
  readonly members = new Map<string, Member>();
  readonly classroomId = randomUUID();

  constructor(
    readonly owner: postgres.Sql,
    private readonly database: Database,
    private readonly secret: string,
    readonly file: ClassFile,
  ) {}

  as<T>(name: string, work: Parameters<typeof asActor<T>>[2]): Promise<T> {
    const member = this.members.get(name);
    if (!member) throw new Error(`the demo has no ${name}`);
    return asActor(this.database, { userId: member.userId }, work);
  }

  async member(name: string, tx: Parameters<typeof readActor>[0]) {
    const { userId, sessionId } = this.members.get(name) as Member;
    const found = await readActor(tx, { userId, sessionId, epoch: 1 }, this.classroomId);
    if (!found?.member) throw new Error(`${name} is not in the demo's class`);
    return found.member;
  }

  async people(): Promise<void> {
    const passwordHash = await hashPassword(PASSWORD);
    for (const [index, one] of [this.file.teacher, ...this.file.students].entries()) {
      const userId = await createAccount(this.database.queries, {
        name: one.fullName,
        username: proposeUsername(one.fullName),
        passwordHash,
        role: index === 0 ? "teacher" : "student",
        isAdmin: index === 0,
      });
      const [session] = await this
        .owner`insert into sessions (user_id, label) values (${userId}, 'The demo') returning id`;
      this.members.set(one.name, { userId, sessionId: session?.id as string });
    }
  }

  async classroom(): Promise<void> {
    const { teacher, students } = this.file;
    await this.as(teacher.name, async (tx) => {
      const { userId, sessionId } = this.members.get(teacher.name) as Member;
      const found = await readActor(tx, { userId, sessionId, epoch: 1 }, null);
      if (!found) throw new Error("the demo's teacher cannot sign in");
      await createClassroom(tx, this.secret, found.actor, {
        id: this.classroomId,
        name: this.file.class.name,
        guideSlug: GUIDE,
        displayName: teacher.name,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
    });
    const [row] = await this
      .owner`select join_code_sealed as sealed from classrooms where id = ${this.classroomId}`;
    const code = openJoinCode(this.secret, row?.sealed as string) ?? "";
    const hmac = joinCodeHmac(this.secret, code);
    for (const student of students) {
      const { userId } = this.members.get(student.name) as Member;
      await asActor(this.database, { userId, joinCodeHmac: hmac }, async (tx) => {
        const { classroomId } = await findByCode(tx, hmac, code);
        await joinClassroom(tx, userId, { classroomId, name: student.name });
      });
    }
  }

  /** Posts everything in the order it was said, so that the class's sequence tells the same story as the times. */
  async talk(): Promise<void> {
    const places = await this.owner`
      select s.path, s.id as section_id, p.key, p.id as paragraph_id from sections s left join paragraphs p on p.section_id = s.id`;
    type Said = {
      author: string;
      text: string;
      minutesAgo: number;
      id: string;
      parentId: string | null;
      root: ClassFile["comments"][number];
      pinned: boolean;
    };
    const said: Said[] = this.file.comments.flatMap((root) => {
      const ids = [randomUUID(), ...root.replies.map(() => randomUUID())];
      return [
        { ...root, id: ids[0] as string, parentId: null, root, pinned: root.pinned ?? false },
        ...root.replies.map((reply, index) => ({
          ...reply,
          id: ids[index + 1] as string,
          parentId: (reply.answers === undefined ? ids[0] : ids[reply.answers + 1]) as string,
          root,
          pinned: false,
        })),
      ];
    });
    said.sort((a, b) => b.minutesAgo - a.minutesAgo);
    const now = new Date();
    for (const one of said) {
      const place = places.find(
        (row) => row.path === one.root.section && (!one.root.paragraph || row.key === one.root.paragraph),
      );
      if (!place)
        throw new Error(
          `the demo speaks of ${one.root.section}#${one.root.paragraph}, which the guide lacks`,
        );
      await this.as(one.author, async (tx) => {
        const actor = await this.member(one.author, tx);
        const at = { sectionId: place.section_id as string, paragraphId: place.paragraph_id as string };
        if (one.parentId === null && one.root.mark !== undefined)
          await markPassage(this, tx, actor, one.id, one.root, at);
        else
          await createComment(tx, actor, {
            id: one.id,
            sectionId: at.sectionId,
            paragraphId: one.root.paragraph ? at.paragraphId : null,
            parentId: one.parentId,
            text: one.text,
          });
        if (one.pinned) await markThread(tx, actor, one.id, { kind: "pin", on: true });
      });
      const at = whenSaid(one.minutesAgo, now).toISOString();
      await this.owner`
        update comments set created_at = date_trunc('milliseconds', ${at}::timestamptz) where id = ${one.id}`;
      // The first answer by somebody else, by the new time.
      await this.owner`
        update comments r set answered_at = (select min(c.created_at) from comments c
          where c.root_id = r.id and c.author_id <> r.author_id)
        where r.id = (select coalesce(root_id, id) from comments where id = ${one.id})`;
    }
    await respond(
      this,
      said.filter((one) => one.parentId === null),
    );
    const reported = said
      .filter((one) => one.author !== this.file.students[0]?.name && one.author !== this.file.teacher.name)
      .at(-3);
    const reporter = this.file.students[0]?.name ?? "";
    if (reported)
      await this.as(reporter, async (tx) =>
        reportComment(tx, await this.member(reporter, tx), {
          id: randomUUID(),
          commentId: reported.id,
          reason: "I think this is about somebody in our class.",
        }),
      );
  }

  /** What some of them make of claims. */
  async weigh(): Promise<void> {
    const places = await this.owner`
      select s.path || '#' || p.key as place, p.id from paragraphs p join sections s on s.id = p.section_id`;
    const now = new Date();
    for (const { claim, author, position, paragraph, chapter, minutesAgo } of this.file.weighings) {
      const found = places.find((row) => row.place === paragraph);
      if (paragraph && !found) throw new Error(`the demo rests on ${paragraph}, which the guide lacks`);
      await this.as(author, async (tx) => {
        const named = { paragraphId: (found?.id as string | undefined) ?? null, chapter: chapter ?? null };
        await weighIn(tx, await this.member(author, tx), { key: claim, position, ...named });
      });
      const at = whenSaid(minutesAgo, now).toISOString();
      await this.owner`
        update weighings set weighed_at = date_trunc('milliseconds', ${at}::timestamptz)
        where user_id = ${this.members.get(author)?.userId ?? ""}
          and section_id = (select id from sections where path = ${`claims/${claim}`})`;
    }
  }

  /** Everybody has read all but the last day, so that there is something new to find. */
  async read(): Promise<void> {
    await this.owner`
      insert into section_reads (classroom_id, section_id, user_id, seen_seq)
      select m.classroom_id, c.section_id, m.user_id, max(c.seq) from classroom_members m
      join comments c on c.classroom_id = m.classroom_id and c.created_at < now() - interval '1 day'
      where m.classroom_id = ${this.classroomId} group by 1, 2, 3`;
    await this
      .owner`update classroom_members set joined_at = now() - interval '3 weeks' where classroom_id = ${this.classroomId}`;
    await this.owner`update users set created_at = now() - interval '3 weeks'`;
    await this.owner`delete from changes where classroom_id = ${this.classroomId}`;
  }

  async forget(): Promise<void> {
    await this.owner`update sessions set revoked_at = now() where label = 'The demo'`;
  }
}

/**
 * Makes the demo's class in an empty database; in one that has it, only says who can sign in.
 *
 * @param owner       a connection of the owner
 * @param runtimeUrl  of the runtime role: the demo's people pass the same fence as everybody
 * @param root        the checkout, whose content/demo/class.yaml names the people
 */
export async function seedDemo(
  owner: postgres.Sql,
  runtimeUrl: string,
  root: string,
): Promise<DemoAccount[]> {
  const file = ClassFile.parse(parse(await readFile(join(root, "content", "demo", "class.yaml"), "utf8")));
  const [count] = await owner`select count(*)::int as n from users`;
  if (count?.n === 0) {
    const secret = process.env.NEXTAUTH_SECRET;
    if (!secret) throw new Error("NEXTAUTH_SECRET is needed to seal the class's code");
    const database = openDatabase(runtimeUrl, { max: 2 });
    try {
      const demo = new Demo(owner, database, secret, file);
      await demo.people();
      await demo.classroom();
      await makeGroups(demo);
      await demo.talk();
      await askForNotes(demo);
      await askQuestions(demo);
      await holdDebates(demo);
      await demo.weigh();
      await demo.read();
      await demo.forget();
    } finally {
      await database.sql.end({ timeout: 5 });
    }
  }
  const shown = [
    { role: "teacher", ...file.teacher },
    ...file.students.slice(0, 2).map((student) => ({ role: "student", ...student })),
  ];
  return shown.map(({ role, name, fullName }) => ({
    role,
    name,
    username: proposeUsername(fullName),
    password: PASSWORD,
  }));
}
