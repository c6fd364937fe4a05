import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createClassroom } from "../classroom/service";
import { inputFor } from "../testing/cases";
import { checksum } from "../testing/checksum";
import { callOverHttp, listProcedures, ORIGIN, requestFor } from "../testing/http";
import { makeWorld, type World } from "../testing/world";
import { BODY_MAX_BYTES } from "./guard";
import { handleTrpc } from "./handler";

vi.mock("../classroom/service", async (importOriginal) => {
  const real = await importOriginal<typeof import("../classroom/service")>();
  return { ...real, createClassroom: vi.fn(real.createClassroom) };
});

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const mutations = [...listProcedures()].filter(([, { type }]) => type === "mutation").map(([path]) => path);
const json = "application/json";
const ours = { "content-type": json, origin: ORIGIN, "sec-fetch-site": "same-origin" };

/** What another site's page could make a browser send with our cookies, and what it must be answered. */
const FORGED: [string, Record<string, string | undefined>, number][] = [
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["a form with files", { "content-type": "multipart/form-data; boundary=x" }, 415],
  ["plain text", { "content-type": "text/plain" }, 415],
  ["plain text that says JSON", { "content-type": "text/plain; application/json" }, 415],
  ["bytes", { "content-type": "application/octet-stream" }, 415],
  ["no type", { "content-type": undefined }, 415],
  ["JSON of another kind", { "content-type": "application/csp-report" }, 415],
  ["packed JSON", { "content-encoding": "br" }, 415],
  ["another origin", { origin: "https://evil.example" }, 403],
  ["an origin like ours", { origin: "http://localhost:3000.evil.example" }, 403],
  ["the null origin", { origin: "null" }, 403],
  ["the null origin alone", { origin: "null", "sec-fetch-site": undefined }, 403],
  ["another site", { "sec-fetch-site": "cross-site" }, 403],
  ["a neighbour's site", { "sec-fetch-site": "same-site" }, 403],
  ["a link typed in", { "sec-fetch-site": "none" }, 403],
  ["neither origin nor site", { origin: undefined, "sec-fetch-site": undefined }, 403],
];

const post = (
  path: string,
  headers: Record<string, string | undefined>,
  body: BodyInit | null,
  cookie: string,
) => {
  const all = Object.entries({ ...ours, cookie, ...headers }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return new Request(`${ORIGIN}/api/trpc/${path}`, { method: "POST", headers: new Headers(all), body });
};

describe("a write", () => {
  it.each(mutations)("%s is refused when another site could have sent it", async (path) => {
    const cookie = world.people.owner.cookie;
    const { input } = await inputFor(world, path, "owner");
    const before = await checksum(world.db);
    for (const [what, headers, status] of FORGED) {
      const body = Buffer.from(JSON.stringify(input ?? null));
      const answer = await handleTrpc(post(path, headers, body, cookie), world.db.context);
      expect(answer.status, what).toBe(status);
    }
    for (const method of ["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]) {
      const request = new Request(`${ORIGIN}/api/trpc/${path}`, { method, headers: { ...ours, cookie } });
      expect((await handleTrpc(request, world.db.context)).status, method).toBe(405);
    }
    const url = `${ORIGIN}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input ?? null))}`;
    const got = await handleTrpc(new Request(url, { headers: { cookie } }), world.db.context);
    expect(got.status, "by GET").toBe(405);
    expect(await checksum(world.db)).toEqual(before);
  });

  it("passes with our origin where a browser names no site, and the other way round", async () => {
    for (const missing of ["origin", "sec-fetch-site"]) {
      const request = post(
        "account.signOutEverywhere",
        { [missing]: undefined },
        "",
        world.people.admin.cookie,
      );
      expect((await handleTrpc(request, world.db.context)).status).toBe(200);
      await world.reset();
    }
  });
});

describe("one request", () => {
  it("is one call: a batch runs none of its calls", async () => {
    const created = vi.mocked(createClassroom);
    created.mockClear();
    const before = await checksum(world.db);
    for (const count of [1, 2, 11, 2000]) {
      const path = Array.from({ length: count }, () => "classroom.create").join(",");
      const input = { id: crypto.randomUUID(), name: "x", guideSlug: "never-let-me-go", displayName: "x" };
      const body = JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [n, input])));
      const request = post(`${path}?batch=1`, {}, body, world.people.owner.cookie);
      expect((await handleTrpc(request, world.db.context)).status).toBeGreaterThanOrEqual(400);
    }
    const url = `${ORIGIN}/api/trpc/account.me,account.me?batch=1&input=%7B%7D`;
    expect((await handleTrpc(new Request(url), world.db.context)).status).toBeGreaterThanOrEqual(400);
    expect(created).not.toHaveBeenCalled();
    expect(await checksum(world.db)).toEqual(before);
  });

  it("is refused unread when it says that it is too long", async () => {
    let pulled = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled++;
          controller.enqueue(new Uint8Array(1024));
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request(`${ORIGIN}/api/trpc/classroom.create`, {
      method: "POST",
      headers: { ...ours, cookie: world.people.owner.cookie, "content-length": String(BODY_MAX_BYTES + 1) },
      body,
      duplex: "half",
    } as RequestInit);
    expect((await handleTrpc(request, world.db.context)).status).toBe(413);
    expect(pulled).toBe(0);
  });

  it("is cut off when it does not say how long it is, and never parsed", async () => {
    let pulled = 0;
    const piece = new TextEncoder().encode(" ".repeat(16 * 1024));
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled++;
          controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request(`${ORIGIN}/api/trpc/classroom.create`, {
      method: "POST",
      headers: { ...ours, cookie: world.people.owner.cookie },
      body,
      duplex: "half",
    } as RequestInit);
    const parsed = vi.spyOn(JSON, "parse");
    expect((await handleTrpc(request, world.db.context)).status).toBe(413);
    expect(parsed).not.toHaveBeenCalled();
    parsed.mockRestore();
    expect(pulled).toBeLessThanOrEqual(BODY_MAX_BYTES / piece.length + 2);
  });
});

describe("an answer", () => {
  it("is nobody's to keep, and no page's to embed", async () => {
    for (const path of ["account.me", "classroom.home", "classroom.create"]) {
      const answer = await handleTrpc(requestFor(path, {}), world.db.context);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("tells a defect's number and nothing of the defect", async () => {
    vi.mocked(createClassroom).mockRejectedValueOnce(
      Object.assign(new Error("SECRET in /srv/secret.ts"), { cause: new Error("SECRET cause") }),
    );
    const { input } = await inputFor(world, "classroom.create", "owner");
    const answer = await callOverHttp(world.db, "classroom.create", input, world.people.owner.cookie);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/SECRET|secret|stack|\.ts/);
    expect(answer.text).toMatch(/"requestId":"[0-9a-f-]{36}"/);
  });

  it("tells nothing of the database's own error", async () => {
    const { input } = await inputFor(world, "classroom.home", "student");
    await world.db.owner`alter table comments rename column html to html_once`;
    try {
      const answer = await callOverHttp(world.db, "classroom.home", input, world.people.student.cookie);
      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/html|column|select|comments|42703|position|postgres/i);
      const broken = requestFor("classroom.create", input, { cookie: world.people.owner.cookie });
      const garbage = new Request(broken.url, { method: "POST", headers: broken.headers, body: "{not json" });
      const refused = await handleTrpc(garbage, world.db.context);
      expect(refused.status).toBe(400);
      expect(await refused.text()).not.toMatch(/JSON|token|position/);
    } finally {
      await world.db.owner`alter table comments rename column html_once to html`;
    }
  });
});
