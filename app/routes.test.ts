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
