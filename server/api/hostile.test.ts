import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { inputFor } from "../testing/cases";
import { callOverHttp, listProcedures, ORIGIN } from "../testing/http";
import { makeWorld, OTHER_MARKER, type World } from "../testing/world";
import { handleTrpc } from "./handler";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
afterEach(() => world.reset());

const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
const base64 = (text: string) => Buffer.from(text).toString("base64url");
const id = "11111111-1111-4111-8111-111111111111";

/** What a field may hold that nobody of ours sends. */
const HOSTILE: unknown[] = [
  null,
  "",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "a\udfffb",
  "\u202e\u200b\ufeff",
  "' or 1=1 --",
  "%00",
  "../../etc/passwd",
  "x".repeat(100_000),
  "👩‍👩‍👧‍👧".repeat(5_000),
  "constructor",
  "__proto__",
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  0.5,
  true,
  [],
  {},
  nested(500),
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
  Array.from({ length: 5_000 }, () => id),
  "00000000-0000-0000-0000-000000000000",
  id.toUpperCase(),
  // Places in a list, which are not sealed: well formed and impossible.
  base64(`0000-01-01T00:00:00.000Z|${id}`),
  base64(`2026-02-31T00:00:00.000Z|${id}`),
  base64(`9999-12-31T23:59:60.000Z|${id}`),
  base64(`2026-01-01T00:00:00.000Z|${"-".repeat(36)}`),
  base64(`2026-01-01T00:00:00.000Z|${"f".repeat(36)}`),
  base64("2026-01-01T00:00:00.000Z"),
  "999999",
  "a/b",
];

const POLLUTING = JSON.parse('{"__proto__":{"polluted":1}}');
const AT_ONCE = 4;

type Schema = { properties?: Record<string, unknown> };

/** The fields a procedure takes, those that a usual input leaves out included. */
function fieldsOf(path: string): string[] {
  const names = (listProcedures().get(path)?.inputs ?? []).flatMap((input) =>
    Object.keys(
      (z.toJSONSchema(input as z.ZodType, { io: "input", unrepresentable: "any" }) as Schema).properties ??
        {},
    ),
  );
  return [...new Set(names)];
}

const procedures = [...listProcedures().keys()];

describe("whatever is sent", () => {
  it.each(procedures)("%s answers with no defect", async (path) => {
    const wrong: string[] = [];
    const send = async (input: unknown, what: string) => {
      const started = performance.now();
      const answer = await callOverHttp(world.db, path, input, world.cookieOf("owner")).catch((error) => {
        throw new Error(`${path} with ${what}`, { cause: error });
      });
      if (answer.status >= 500) wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
      if (answer.text.includes(OTHER_MARKER)) wrong.push(`${what}: tells of the other class`);
      if (performance.now() - started > 5_000) wrong.push(`${what}: slow`);
    };
    const { input } = await inputFor(world, path, "owner");
    const all: [unknown, string][] = [null, "text", 7, [], nested(500), { surplus: 1 }, POLLUTING].map(
      (value) => [value, `the whole ${JSON.stringify(value).slice(0, 60)}`],
    );
    // The class itself is looked at first, in one place for all of them: once is enough.
    for (const field of fieldsOf(path))
      if (field !== "classroomId" || path === "classroom.home")
        // A stream that opens is let go at its first item: that suffices for few of them.
        for (const value of HOSTILE)
          if (path !== "live.onChange" || typeof value === "string")
            all.push([
              { ...(input as object), [field]: value },
              `${field} ${JSON.stringify(value).slice(0, 60)}`,
            ]);
    const queue = all.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [body, what] of queue) if (JSON.stringify(body).length < 200_000) await send(body, what);
      }),
    );
    expect(wrong).toEqual([]);
    expect(({} as { polluted?: unknown; isAdmin?: unknown }).polluted).toBeUndefined();
  });

  it("that is no JSON, no UTF-8 or no path of ours is refused", async () => {
    const headers = {
      "content-type": "application/json",
      origin: ORIGIN,
      "sec-fetch-site": "same-origin",
      cookie: world.people.owner.cookie,
    };
    const bodies = [
      "",
      "{",
      "[".repeat(100_000),
      '{"a":1}{"b":2}',
      "\u0000",
      new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
    ];
    for (const body of bodies)
      for (const path of ["comment.create", "classroom.leave"]) {
        const request = new Request(`${ORIGIN}/api/trpc/${path}`, { method: "POST", headers, body });
        expect((await handleTrpc(request, world.db.context)).status, String(body).slice(0, 20)).toBe(400);
      }
    const paths = [
      "",
      "/",
      "nothing",
      "comment",
      "comment.",
      "__proto__",
      "constructor",
      "comment.__proto__",
      "comment.list/x",
    ];
    paths.push(
      "comment.list%00",
      "%2e%2e",
      "toString",
      "_def",
      "x".repeat(5_000),
      "comment.create.create",
      "a".repeat(10),
    );
    for (const path of paths)
      for (const suffix of ["", "?input=%7B", "?input=%ff", "?batch=1&input=1"]) {
        const answer = await handleTrpc(new Request(`${ORIGIN}/api/trpc/${path}${suffix}`), world.db.context);
        expect(answer.status, path + suffix).toBeGreaterThanOrEqual(400);
        expect(answer.status, path + suffix).toBeLessThan(500);
      }
  });
});
