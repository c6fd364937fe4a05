import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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
