import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { proxy } from "../proxy";
import { openTestDatabase, type TestDatabase } from "../server/testing/database";
import { GET as livez } from "./livez/route";

const state = vi.hoisted(() => ({ ready: async (): Promise<boolean> => true }));
vi.mock("#server/ready", () => ({ isReady: () => state.ready() }));

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe("/livez", () => {
  it("says that the process answers, and nothing of it", async () => {
    const answer = livez();
    expect([answer.status, await answer.text()]).toEqual([200, "alive\n"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("/readyz", () => {
  it("says whether the database answers, and nothing else", async () => {
    const { GET } = await import("./readyz/route");
    const good = await GET();
    expect([good.status, await good.text()]).toEqual([200, "ready\n"]);
    state.ready = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7"));
    const bad = await GET();
    expect([bad.status, await bad.text()]).toEqual([503, "not ready\n"]);
    expect(bad.headers.get("retry-after")).toBe("2");
  });

  it("is not ready for a role that no fence holds", async () => {
    const real = await vi.importActual<typeof import("../server/ready")>("../server/ready");
    expect(await real.isReady(db.context)).toBe(true);
    const { openDatabase } = await import("#db/client");
    const { inject } = await import("vitest");
    const admin = openDatabase(inject("adminUrl"), { max: 1 });
    expect(await real.isReady({ ...db.context, database: admin })).toBe(false);
    await admin.sql.end();
  });
});

describe("the proxy", () => {
  it("lets everything through and adds headers: it decides nothing, so going round it gains nothing", () => {
    for (const path of ["/", "/classrooms/1", "/people", "/sign-in?next=//evil.example", "/nothing"])
      for (const headers of <Record<string, string>[]>[
        {},
        { "x-middleware-subrequest": "proxy:proxy:proxy" },
        { cookie: "a=b" },
        { rsc: "1" },
      ]) {
        const response = proxy(new NextRequest(`http://localhost:3000${path}`, { headers }));
        expect(response.headers.get("x-middleware-next")).toBe("1");
        expect(response.headers.get("location")).toBeNull();
        expect(response.headers.get("x-middleware-rewrite")).toBeNull();
      }
  });

  it("makes a nonce for each request and takes none from outside", () => {
    const nonce = () => {
      const request = new NextRequest("http://localhost:3000/", { headers: { "x-nonce": "chosen" } });
      const { headers } = proxy(request);
      expect(headers.get("x-middleware-request-x-nonce")).not.toBe("chosen");
      return headers.get("content-security-policy");
    };
    expect(nonce()).not.toBe(nonce());
  });
});

describe("/classrooms/…/notes/export", () => {
  it("says what its procedure says, and no more", async () => {
    const { callerOf, makeClassroom, makePerson, join, writeComment } = await import(
      "../server/testing/factories"
    );
    const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
    const [maya, stranger] = [await makePerson(db, "Maya"), await makePerson(db, "Osk")];
    const classroom = await makeClassroom(db, teacher);
    await join(db, classroom, maya);
    await writeComment(db, classroom, maya, { text: "A *word*." });
    const { refusalOf } = await import("../server/api/trpc");
    let asking: typeof maya | null = maya;
    vi.doMock("./_trpc/server", () => ({ refusalOf, serverApi: async () => callerOf(db, asking) }));
    const { GET } = await import("./classrooms/[classroomId]/notes/export/route");
    const get = (query: string) =>
      GET(new Request(`http://localhost/x?${query}`), {
        params: Promise.resolve({ classroomId: classroom.id }),
      });
    const good = await get("of=mine");
    expect(good.headers.get("content-type")).toContain("application/ld+json");
    expect(good.headers.get("cache-control")).toBe("private, no-store");
    const file = (await good.json()) as { type: string; total: number; first: { items: unknown[] } };
    expect([file.type, file.total, file.first.items.length]).toEqual(["AnnotationCollection", 1, 1]);
    const words = await (await get("of=mine&format=md")).text();
    expect(words).toContain("## Life at Hailsham\n\nA *word*.\n\n*Note by Maya");
    expect([(await get("of=class")).status, (await get("of=mine&format=exe")).status]).toEqual([403, 404]);
    asking = stranger;
    const away = await get("of=mine");
    expect([away.status, (await away.text()).includes("word")]).toEqual([404, false]);
    asking = null;
    expect((await get("of=mine")).status).toBe(401);
  });
});

describe("/classrooms/…/debates/…/transcript", () => {
  it("says what the debate's own procedures say, and no more", async () => {
    vi.resetModules();
    const { callerOf, makeClassroom, makePerson, join } = await import("../server/testing/factories");
    const { openDebate } = await import("../server/testing/debates");
    const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
    const [maya, stranger] = [await makePerson(db, "Maya"), await makePerson(db, "Osk")];
    const classroom = await makeClassroom(db, teacher);
    await join(db, classroom, maya);
    const held = await openDebate(db, classroom);
    const { refusalOf } = await import("../server/api/trpc");
    let asking: typeof maya | null = maya;
    vi.doMock("./_trpc/server", () => ({ refusalOf, serverApi: async () => callerOf(db, asking) }));
    const { GET } = await import("./classrooms/[classroomId]/debates/[debateId]/transcript/route");
    const get = (query: string) =>
      GET(new Request(`http://localhost/x?${query}`), { params: Promise.resolve(held) });
    const good = await get("format=md");
    expect(good.headers.get("content-type")).toContain("text/markdown");
    expect(good.headers.get("cache-control")).toBe("private, no-store");
    expect(await good.text()).toContain("and chose not to.");
    expect((await get("format=exe")).status).toBe(404);
    asking = stranger;
    const away = await get("format=csv");
    expect([away.status, (await away.text()).includes("rebelled")]).toEqual([404, false]);
    asking = null;
    expect((await get("format=md")).status).toBe(401);
  });
});
