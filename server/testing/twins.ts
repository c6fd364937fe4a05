import { createHash } from "node:crypto";
import { createAccount } from "../account/service";
import { sessionCookieName, tokenOf } from "../auth";
import { joinCodeHmac } from "../classroom/code";
import { type Position, sealPositions } from "../feed/cursor";
import { rightsOf } from "../feed/rights";
import { checksum } from "./checksum";
import { stopTheClock } from "./clock";
import { openTestDatabase, type TestDatabase } from "./database";
import { asMember, callerOf, type Person } from "./factories";
import { CLAIMS, type Step } from "./twins-parts";
import { STORY } from "./twins-story";

export { CLAIMS, STORY, type Step };

/** Who must not tell the twins apart. */
export type Viewer = "sam" | "priya" | "osk" | "nobody";

/** The same id for the same name in every twin, of the form a browser would make. */
export function idOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const CLASSES = { here: idOf("class here"), there: idOf("class there") };
const FIRST_DAY = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;

const CAST = {
  tess: { name: "Tess", role: "teacher", in: "here" },
  sam: { name: "Sam", role: "student", in: "here" },
  priya: { name: "Priya", role: "student", in: "here" },
  quinn: { name: "Quinn", role: "student", in: "here" },
  rosa: { name: "Rosa", role: "student", in: "here" },
  tom: { name: "Tom", role: "teacher", in: "there" },
  osk: { name: "Osk", role: "student", in: "there" },
} as const;
export type PersonName = keyof typeof CAST;

type SectionOfTwin = { id: string; path: string; paragraphId: string; paragraphIds: string[] };

/** One database of a pair, through the eyes of a viewer. */
export type Twin = {
  db: TestDatabase;
  people: Record<PersonName, Person>;
  cookie: string | null;
  code: string;
  classrooms: string[];
  sections: SectionOfTwin[];
  /** Ids of every comment of the story, whether this twin has it or not, and one of none. */
  commentIds: string[];
  /** Themes of both classes. */
  themes: string[];
  /** Cursors of the same moments of the story: read with the rights the viewer has at its end, and with others. */
  cursors: string[];
  as(viewer: Viewer): Twin;
  run(step: Step, tag?: string): Promise<void>;
  rows(): Promise<Record<string, string>>;
  close(): Promise<void>;
};

/** What a step may do. */
export type Stage = {
  twin: Twin;
  /** Where the twins may say different words: 0 in the full one, 1 in the one of a viewer who must not see them. */
  variant: 0 | 1;
  tag: string;
  section: (at?: number) => SectionOfTwin;
  claim: (key: string) => { id: string };
  api: (who: PersonName) => ReturnType<typeof callerOf>;
  here: { classroomId: string };
  there: { classroomId: string };
};

/** Whether a viewer must not see that a step happened. */
export function isHidden(step: Step, viewer: Viewer): boolean {
  if (viewer === "nobody") return true;
  if (viewer === "osk") return step.in === "here" || Boolean(step.hiddenFrom?.includes(viewer));
  return step.in === "there" || Boolean(step.hiddenFrom?.includes(viewer));
}

async function makeCast(db: TestDatabase): Promise<Record<PersonName, Person>> {
  const people: Partial<Record<PersonName, Person>> = {};
  for (const [key, { name, role }] of Object.entries(CAST)) {
    const userId = idOf(`person ${key}`);
    const sessionId = idOf(`session ${key}`);
    await createAccount(db.context.database.queries, {
      id: userId,
      name,
      username: key,
      passwordHash: null,
      role,
    });
    await db.owner`insert into sessions (id, user_id, label) values (${sessionId}, ${userId}, 'a test')`;
    const ticket = { userId, sessionId, epoch: 1 };
    const cookie = `${sessionCookieName(db.context.env)}=${await tokenOf(db.context.env, ticket)}`;
    people[key as PersonName] = { userId, name, username: key, ticket, cookie };
  }
  return people as Record<PersonName, Person>;
}

const CODE = "HXTP9KMN";

async function makeClasses(db: TestDatabase, people: Record<PersonName, Person>): Promise<void> {
  for (const [where, owner] of [
    ["here", "tess"],
    ["there", "tom"],
  ] as const) {
    const id = CLASSES[where];
    await callerOf(db, people[owner]).classroom.create({
      id,
      name: `The class ${where}`,
      guideSlug: "never-let-me-go",
      displayName: people[owner].name,
    });
    for (const [key, { role, in: place, name }] of Object.entries(CAST))
      if (place === where && role === "student")
        await db.owner`insert into classroom_members (classroom_id, user_id, role, name)
          values (${id}, ${idOf(`person ${key}`)}, 'student', ${name})`;
    await db.owner`update themes set id = md5(classroom_id || key)::uuid where classroom_id = ${id}`;
    const groupId = idOf(`group ${where}`);
    await db.owner`insert into groups (id, classroom_id, name, position) values (${groupId}, ${id}, 'Group 1', 1)`;
    for (const key of where === "here" ? ["quinn", "rosa"] : [])
      await db.owner`insert into group_members values (${id}, ${idOf(`person ${key}`)}, ${groupId})`;
  }
  await db.owner`update classrooms set join_code_hmac = ${joinCodeHmac(db.context.env.secret, CODE)}
    where id = ${CLASSES.here}`;
}

/**
 * Builds a twin: the whole story, or the story without what a viewer must not see and with other words where the
 * viewer must not read them.
 */
export async function makeTwin(lacking: Viewer | null): Promise<Twin> {
  const db = await openTestDatabase();
  const setClock = await stopTheClock(db);
  const people = await makeCast(db);
  await makeClasses(db, people);
  // The first two, and the last, which is in the part that gets locked.
  const sections = await db.owner<SectionOfTwin[]>`
    select id, path, "paragraphId", "paragraphIds" from (
      select s.id, s.path, p.paragraph_id as "paragraphId", v.position,
        array(select o.paragraph_id from paragraph_versions o where o.section_id = s.id and o.version_id = v.version_id
          order by o.position) as "paragraphIds", row_number() over (order by v.position desc) as back
      from sections s join section_versions v on v.section_id = s.id
      join paragraph_versions p on p.section_id = s.id and p.version_id = v.version_id and p.position = 1) x
    where position <= 2 or back = 1 order by position`;
  const claims = await db.owner<
    { id: string; path: string }[]
  >`select id, path from sections where kind = 'claim'`;
  const themes = (await db.owner<{ id: string }[]>`select id from themes order by id`).map(({ id }) => id);
  const marks: Map<string, number>[] = [];
  const rights = new Map<string, string>();
  const cursorsOf = (viewer: Viewer) =>
    [true, false].flatMap((isSame) =>
      marks.map((seqs) => {
        const held = (id: string) => (isSame && rights.get(`${viewer} ${id}`)) || "00000000";
        const places = [...seqs].map(([id, seq]): [string, Position] => [id, { seq, rights: held(id) }]);
        return sealPositions(db.context.env.secret, new Map(places));
      }),
    );
  const twin: Twin = {
    db,
    people,
    cookie: null,
    code: CODE,
    classrooms: Object.values(CLASSES),
    sections: [...sections],
    themes,
    commentIds: [],
    cursors: [],
    as: (viewer) => ({
      ...twin,
      commentIds: [...STORY.commentNames, "nothing"].map(idOf),
      cookie: viewer === "nobody" ? null : people[viewer].cookie,
      cursors: cursorsOf(viewer),
    }),
    async run(step, tag = "") {
      const at = [...STORY.before, ...STORY.live].indexOf(step);
      await setClock(new Date(FIRST_DAY + (at + 1) * MINUTE + (tag === "" ? 0 : tag.length * 1000 * MINUTE)));
      const section = (index = 0) => {
        const found = sections[index];
        if (!found) throw new Error("the guide has too few sections");
        return found;
      };
      const claim = (key: string) => {
        const found = claims.find(({ path }) => path === `claims/${key}`);
        if (!found) throw new Error(`the guide has no claim ${key}`);
        return found;
      };
      const variant = lacking && step.varies?.includes(lacking) ? 1 : 0;
      const places = { here: { classroomId: CLASSES.here }, there: { classroomId: CLASSES.there } };
      await step.run({
        twin,
        variant,
        tag,
        section,
        claim,
        api: (who) => callerOf(db, people[who]),
        ...places,
      });
    },
    rows: () => checksum(db),
    close: () => db.close(),
  };
  for (const step of STORY.before) {
    if (!lacking || !isHidden(step, lacking)) await twin.run(step);
    if (!step.marks) continue;
    const seqs = await db.owner<
      { id: string; seq: string }[]
    >`select classroom_id as id, seq from change_counters`;
    marks.push(new Map(seqs.map((row) => [row.id, Number(row.seq)])));
  }
  for (const viewer of ["sam", "priya", "osk"] as const) {
    const id = CLASSES[CAST[viewer].in];
    rights.set(
      `${viewer} ${id}`,
      await asMember(db, people[viewer], id, async (_, actor) => rightsOf(actor)),
    );
  }
  return twin;
}
