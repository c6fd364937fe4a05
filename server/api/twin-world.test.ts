import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AS_STUDENT_COOKIE, MADE_UP_STUDENT } from "#domain/as-student";
import { NOTE_KINDS } from "#domain/my-notes";
import { makePerson } from "../testing/factories";
import { callOverHttp, listProcedures, type OpenStream, openStream } from "../testing/http";
import { CLAIMS, idOf, isHidden, makeTwin, STORY, type Step, type Twin, type Viewer } from "../testing/twins";
import { ASSIGNMENTS } from "../testing/twins-class";
import { DEBATES } from "../testing/twins-debates";
import { PROMPTS } from "../testing/twins-prompts";

// The read rule, weakened on demand, to show that the twins would notice.
const weak = vi.hoisted(() => ({ rule: null as string | null }));
vi.mock("../comment/visibility", async (importOriginal) => {
  const real = await importOriginal<typeof import("../comment/visibility")>();
  const { sql } = await import("drizzle-orm");
  const everything = sql`true`;
  return {
    ...real,
    visibleTo: (...args: Parameters<typeof real.visibleTo>) =>
      weak.rule === "visibleTo" ? everything : real.visibleTo(...args),
    isHole: (...args: Parameters<typeof real.isHole>) =>
      weak.rule === "isHole" ? sql`false` : real.isHole(...args),
    visibleToAll: (...args: Parameters<typeof real.visibleToAll>) =>
      weak.rule === "visibleToAll" ? everything : real.visibleToAll(...args),
    mayBeNews: (...args: Parameters<typeof real.mayBeNews>) =>
      weak.rule === "visibleToAll" ? everything : real.mayBeNews(...args),
  };
});

// Who may not read a part yet, let in on demand.
vi.mock("../account/queries", async (importOriginal) => {
  const real = await importOriginal<typeof import("../account/queries")>();
  const { sql } = await import("drizzle-orm");
  return {
    ...real,
    async readActor(...args: Parameters<typeof real.readActor>) {
      const found = await real.readActor(...args);
      if (weak.rule === "locks" && found?.member) found.member.lockedSections = [];
      if (weak.rule === "taken back" && found?.member) found.member.withdrawnDebates = [];
      if (weak.rule === "gate" && found?.member) {
        const rows = await args[0].execute<{ id: string }>(sql`select id from discussions`);
        found.member.openDiscussions = rows.map(({ id }) => id);
      }
      return found;
    },
  };
});

// The class's spread, shown to everybody on demand.
vi.mock("#domain/policy", async (importOriginal) => {
  const real = await importOriginal<typeof import("#domain/policy")>();
  const can: typeof real.can = (actor, action, subject) =>
    (weak.rule === "spread" && action === "claim.spread") ||
    (weak.rule === "gate" && (action === "answer.hear" || action === "answer.readGuide")) ||
    real.can(actor, action, subject);
  return { ...real, can };
});

/** Inputs of every read for a viewer. A read without an entry is red, so that a new one cannot be forgotten. */
const INPUTS: Record<string, (twin: Twin) => unknown[]> = {
  "account.me": () => [undefined],
  "account.providers": () => [undefined],
  "account.setupOpen": () => [{ code: "set-up-code-of-the-tests" }, { code: "another" }],
  "account.invitation": () => [{ token: "none" }],
  "account.people": () => [{}],
  "account.sessions": () => [undefined],
  "classroom.mine": () => [undefined],
  "classroom.guides": () => [undefined],
  "classroom.preview": (twin) => [{ code: "22222222" }, { code: twin.code }],
  "classroom.home": inBoth,
  "classroom.members": inBoth,
  "classroom.code": inBoth,
  "guide.section": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      twin.sections.map((section) => ({ classroomId, path: section.path })),
    ),
  "guide.questions": inBoth,
  "guide.passages": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      [{}, ...twin.sections.map(({ id: sectionId }) => ({ sectionId }))].map((more) => ({
        classroomId,
        ...more,
      })),
    ),
  "guide.parts": inBoth,
  "theme.list": inBoth,
  "group.list": inBoth,
  "assignment.list": (twin) => [
    ...inBoth(twin),
    ...twin.classrooms.map((classroomId) => ({ classroomId, cursor: "1" })),
  ],
  "assignment.due": inBoth,
  "assignment.get": onEachAssignment,
  "assignment.ledger": onEachAssignment,
  "prompt.list": inBoth,
  "prompt.get": onEachPrompt,
  "prompt.ledger": onEachPrompt,
  "debate.list": inBoth,
  "debate.kept": inBoth,
  "debate.get": (twin) => onEachDebate(twin).flatMap((input) => [input, { ...input, newest: true }]),
  "debate.claims": onEachDebate,
  "debate.turnout": onEachDebate,
  "debate.results": onEachDebate,
  "debate.votes": onEachDebate,
  "debate.versions": (twin) =>
    onEachDebate(twin).flatMap((input) =>
      [idOf("group here"), ...twin.classrooms].map((statementId) => ({ ...input, statementId })),
    ),
  "answer.feedback": (twin) => onEach(twin, "commentId"),
  "claim.list": inBoth,
  "claim.get": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      [...Object.values(CLAIMS), "none"].map((key) => ({ classroomId, key })),
    ),
  "comment.list": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      placesOf(twin).flatMap((section) =>
        ["newest", "oldest"].flatMap((order) =>
          ["all", "unread", "needsReply"].flatMap((filter) =>
            [undefined, null, ...section.paragraphIds.slice(0, 1)].map((paragraphId) => ({
              classroomId,
              sectionId: section.id,
              order,
              filter,
              ...(paragraphId === undefined ? {} : { paragraphId }),
            })),
          ),
        ),
      ),
    ),
  "search.query": (twin) =>
    twin.classrooms.flatMap((classroomId) => [
      ...SEARCHED.map((q) => ({ classroomId, q })),
      ...SEARCHED.slice(0, 4).flatMap((q) =>
        ["2026-01-05T08:07:00.000Z", "2026-01-05T08:14:00.000Z", "2026-02-01T00:00:00.000Z"].map((at) => ({
          classroomId,
          q,
          group: "threads",
          cursor: Buffer.from(`${at}|${twin.commentIds[0]}`).toString("base64url"),
        })),
      ),
      ...["sections", "questions", "claims"].map((group) => ({
        classroomId,
        q: "kathy",
        group,
        cursor: "8",
      })),
    ]),
  "annotation.marks": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      twin.sections.map(({ id: sectionId }) => ({ classroomId, sectionId })),
    ),
  "edition.state": inBoth,
  "edition.lost": inBoth,
  "edition.places": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      twin.commentIds.flatMap((commentId) =>
        [{}, { sectionId: twin.sections.at(-1)?.id }].map((more) => ({ classroomId, commentId, ...more })),
      ),
    ),
  "notes.boards": inBoth,
  "notes.board": (twin) =>
    twin.classrooms.flatMap((classroomId) =>
      [...twin.themes, "00000000-0000-4000-a000-000000000000"].flatMap((themeId) => [
        { classroomId, themeId },
        { classroomId, themeId, section: twin.sections[0]?.path },
        { classroomId, themeId, section: twin.sections.at(-1)?.path },
        ...Object.values(twin.people).map(({ userId }) => ({ classroomId, themeId, authorId: userId })),
      ]),
    ),
  "notes.importing": inBoth,
  "notes.export": (twin) =>
    twin.classrooms.flatMap((classroomId) => [
      { classroomId, of: "mine" },
      { classroomId, of: "class" },
      ...twin.sections.map(({ path }) => ({ classroomId, of: "section", section: path })),
    ]),
  "notes.evidence": inBoth,
  "notes.mine": (twin) =>
    twin.classrooms.flatMap((classroomId) => [
      { classroomId },
      ...NOTE_KINDS.map((kind) => ({ classroomId, kind })),
      ...twin.themes.map((themeId) => ({ classroomId, themeId })),
      ...SEARCHED.map((q) => ({ classroomId, q })),
      ...twin.sections.map(({ path }) => ({ classroomId, section: path })),
    ]),
  "comment.replies": (twin) => onEach(twin, "rootId"),
  "comment.threadAt": (twin) => onEach(twin, "commentId"),
  "comment.source": (twin) => onEach(twin, "commentId"),
  "comment.history": (twin) => onEach(twin, "commentId"),
  "moderation.reports": inBoth,
  "live.since": (twin) => twin.cursors.map((cursor) => ({ cursor })),
  "live.onChange": (twin) => [{}, ...twin.cursors.map((cursor) => ({ lastEventId: cursor }))],
};

/** Words that only hidden comments hold, that both hold, that were edited away; beginnings, phrases, misspellings. */
const SEARCHED = [
  "words",
  "wor",
  "noise",
  "noi",
  "priya",
  "unkindly",
  "unk",
  '"priya unkindly"',
  "answering",
  "another thing",
  "thing longer",
  "one thing more",
  "regretted",
  "haste",
  "written",
  "said",
  "length",
  "before",
  "after",
  '"words of"',
  '"words of secret"',
  "secret",
  "withdrawn",
  "hole",
  "live",
  "locked",
  "text",
  '"text 1"',
  "unkind",
  "Hailshem",
  "Tomy words",
  "Hailsham",
  "memory",
  "the",
  "",
];

/** Where threads stand: sections, questions that were set, and debates. */
const placesOf = (twin: Twin): { id: string; paragraphIds: string[] }[] => [
  ...twin.sections,
  ...[...PROMPTS, "a debate over", "a debate taken back"].map((name) => ({
    id: idOf(name),
    paragraphIds: [],
  })),
];

function inBoth(twin: Twin) {
  return twin.classrooms.map((classroomId) => ({ classroomId }));
}

/** Every assignment that exists in either twin, and one that exists in none. */
function onEachAssignment(twin: Twin) {
  return twin.classrooms.flatMap((classroomId) =>
    [...ASSIGNMENTS, "no assignment"].map((name) => ({ classroomId, assignmentId: idOf(name) })),
  );
}

/** Every question that was set in either twin, and one that was in none. */
function onEachPrompt(twin: Twin) {
  return twin.classrooms.flatMap((classroomId) =>
    [...PROMPTS, "no question"].map((name) => ({ classroomId, assignmentId: idOf(name) })),
  );
}

/** Every debate of either twin, and one of none. */
function onEachDebate(twin: Twin) {
  return twin.classrooms.flatMap((classroomId) =>
    [...DEBATES, "no debate"].map((name) => ({ classroomId, debateId: idOf(name) })),
  );
}

/** Every comment that exists in either twin, and one that exists in none. */
function onEach(twin: Twin, field: string) {
  return twin.classrooms.flatMap((classroomId) =>
    twin.commentIds.map((id) => ({ classroomId, [field]: id })),
  );
}

const isRead = (type: string) => type !== "mutation";

/** The body without what is random by nature: a sealed cursor, of which the length stays, the request's id, the time. */
const masked = (text: string): string =>
  text
    .replace(/^id: (.*)$/gm, (_, cursor: string) => `id: sealed ${cursor.length}`)
    .replace(
      /"(cursor|requestId|now)":"([^"]*)"/g,
      (_, key: string, value: string) => `"${key}":"${value.length}"`,
    );

/** Asks everything there is to read, of both twins, and says where the answers differ. */
async function differences(first: Twin, second: Twin, only?: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [path, { type }] of listProcedures()) {
    if (!isRead(type) || (only && !only.includes(path))) continue;
    const inputs = [first, second].map((twin) => INPUTS[path]?.(twin) ?? []);
    for (const [at, input] of (inputs[0] ?? []).entries()) {
      const a = await callOverHttp(first.db, path, input, first.cookie);
      const b = await callOverHttp(second.db, path, inputs[1]?.[at], second.cookie);
      const [left, right] = [`${a.status} ${masked(a.text)}`, `${b.status} ${masked(b.text)}`];
      if (left !== right) found.push(`${path} ${JSON.stringify(input)}\n${firstDifference(left, right)}`);
      for (const name of ["etag", "last-modified", "content-length"])
        if (a.headers.get(name) !== b.headers.get(name)) found.push(`${path}: header ${name}`);
    }
  }
  return found;
}

function firstDifference(left: string, right: string): string {
  let at = 0;
  while (left[at] === right[at]) at++;
  const from = Math.max(0, at - 80);
  return `  ${left.slice(from, at + 120)}\n  ${right.slice(from, at + 120)}`;
}

// Every read with every input, in five databases: some seconds alone, more beside other files.
vi.setConfig({ testTimeout: 120_000 });

/** Who must not tell the twins apart: a classmate, the writer of hidden comments, somebody of another class, nobody. */
const VIEWERS: Viewer[] = ["sam", "priya", "osk", "nobody"];

let full: Record<Viewer, Twin>;
let lacking: Record<Viewer, Twin>;
beforeAll(async () => {
  const whole = await makeTwin(null);
  full = Object.fromEntries(VIEWERS.map((viewer) => [viewer, whole.as(viewer)])) as Record<Viewer, Twin>;
  const pairs = await Promise.all(
    VIEWERS.map(async (viewer) => [viewer, (await makeTwin(viewer)).as(viewer)] as const),
  );
  lacking = Object.fromEntries(pairs) as Record<Viewer, Twin>;
}, 120_000);
afterAll(async () => {
  await full?.sam.close();
  for (const viewer of VIEWERS) await lacking?.[viewer].close();
});

describe("the twins", () => {
  it("know every read of the router", () => {
    const reads = [...listProcedures()].filter(([, { type }]) => isRead(type)).map(([path]) => path);
    expect(Object.keys(INPUTS).sort()).toEqual(reads.sort());
  });

  it("differ in the database", async () => {
    for (const viewer of VIEWERS)
      expect(await full.sam.rows(), viewer).not.toEqual(await lacking[viewer].rows());
  });

  it.each(VIEWERS)("give %s the same answers to every read", async (viewer) => {
    expect(await differences(full[viewer], lacking[viewer])).toEqual([]);
  });

  it("show a teacher who looks as a student what somebody sees who has just joined, and no more", async () => {
    const { db, people, classrooms } = full.sam;
    const newcomer = await makePerson(db, "A student");
    await db.owner`insert into classroom_members (classroom_id, user_id, role, name)
      values (${classrooms[0] ?? ""}, ${newcomer.userId}, 'student', 'A student')`;
    try {
      const teacher = `${people.tess.cookie}; ${AS_STUDENT_COOKIE}=${classrooms[0]}`;
      // The made-up student is in no list of classes: theirs is the one that is looked at.
      const alike = (text: string) =>
        masked(text)
          .replaceAll(newcomer.userId, MADE_UP_STUDENT)
          .replace(/"classrooms":\[[^\]]*\]/g, '"classrooms":[]');
      const found: string[] = [];
      let asked = 0;
      for (const [path, { type }] of listProcedures()) {
        if (!isRead(type) || /^(account|live)\.|^classroom\.(mine|guides|preview)$/.test(path)) continue;
        for (const input of INPUTS[path]?.(full.sam) ?? []) {
          if ((input as { classroomId?: string }).classroomId !== classrooms[0]) continue;
          asked++;
          const [a, b] = [
            await callOverHttp(db, path, input, teacher),
            await callOverHttp(db, path, input, newcomer.cookie),
          ];
          const [left, right] = [`${a.status} ${alike(a.text)}`, `${b.status} ${alike(b.text)}`];
          if (left !== right) found.push(`${path} ${JSON.stringify(input)}\n${firstDifference(left, right)}`);
        }
      }
      expect(asked).toBeGreaterThan(200);
      expect(found).toEqual([]);
    } finally {
      await db.owner`delete from classroom_members where user_id = ${newcomer.userId}`;
    }
  });

  it("show the writer what is hidden of theirs, in both", async () => {
    for (const twin of [full.priya, lacking.priya]) {
      const answer = await callOverHttp(
        twin.db,
        "comment.list",
        { classroomId: twin.classrooms[0], sectionId: twin.sections[0]?.id },
        twin.cookie,
      );
      expect(answer.text).toContain('"state":"hidden"');
      expect(answer.text).toContain("Priya, unkindly");
    }
  });

  it.each([
    // The feed asks what a change may concern besides: `live.since` stays shut with this rule weakened alone.
    [
      "visibleTo",
      [
        "annotation.marks",
        "claim.get",
        "comment.list",
        "comment.threadAt",
        "notes.board",
        "notes.boards",
        "search.query",
      ],
    ],
    ["isHole", ["search.query"]],
    ["visibleToAll", ["classroom.home"]],
    ["spread", ["claim.get"]],
    ["taken back", ["comment.list", "comment.threadAt", "notes.mine", "search.query"]],
    ["gate", ["comment.list", "comment.threadAt", "prompt.get", "search.query"]],
    [
      "locks",
      [
        "claim.get",
        "claim.list",
        "classroom.home",
        "comment.list",
        "comment.replies",
        "comment.threadAt",
        "guide.section",
        "notes.board",
        "notes.boards",
        "notes.export",
        "notes.mine",
        "search.query",
      ],
    ],
  ])("are told apart when %s lets everything through", async (rule, reads) => {
    weak.rule = rule;
    const found = await differences(full.sam, lacking.sam, reads).finally(() => {
      weak.rule = null;
    });
    expect([...new Set(found.map((line) => line.split(" ")[0]))].sort()).toEqual(reads);
  });
});

describe("the stream", () => {
  it.each(["sam", "priya", "osk"] as const)(
    "brings %s the same items, and wakes for nothing else",
    async (viewer) => {
      const twins = [full[viewer], lacking[viewer]];
      const streams: OpenStream[] = [];
      for (const twin of twins) {
        const stream = await openStream(twin.db, {}, twin.cookie);
        // Its first event says that it listens.
        await stream.next();
        streams.push(stream);
      }
      const heard: string[][] = [[], []];
      for (const step of liveSteps(viewer)) {
        for (const [at, twin] of twins.entries()) {
          for (const unseen of step.unseen) if (at === 0) await twin.run(unseen, viewer);
          await twin.run(step.seen, viewer);
          heard[at]?.push(masked((await streams[at]?.next()) ?? "ended"));
        }
      }
      await Promise.all(streams.map((stream) => stream.close()));
      expect(heard[0]).toEqual(heard[1]);
      expect(heard[0]?.length).toBeGreaterThan(2);
      expect(heard[0]).not.toContain("ended");
    },
  );
});

/** What happens while the viewer listens: what only the full twin does, and what follows it in both. */
function liveSteps(viewer: Viewer): { unseen: Step[]; seen: Step }[] {
  const steps: { unseen: Step[]; seen: Step }[] = [];
  let unseen: Step[] = [];
  for (const step of STORY.live)
    if (isHidden(step, viewer)) unseen.push(step);
    else if (step.tells?.includes(viewer)) {
      steps.push({ unseen, seen: step });
      unseen = [];
    }
  return steps;
}
