import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import configuration from "../.dependency-cruiser.mjs";

const root = join(import.meta.dirname, "..");
const run = promisify(execFile);

// One violation of each rule: what a person might write in a hurry, and where.
const PLANTED: Record<string, Record<string, string>> = {
  "no-cycles": {
    "server/live/one.ts": 'import { two } from "./two"; export const one = () => two();',
    "server/live/two.ts": 'import { one } from "./one"; export const two = (): unknown => one();',
  },
  resolvable: { "server/live/lost.ts": 'import { x } from "./nowhere"; export const y = x;' },
  "domain-is-pure": {
    "domain/clock.ts": 'import { readFileSync } from "node:fs"; export const r = readFileSync;',
  },
  "anchor-travels-light": {
    "domain/anchor/marking.ts": 'import { diffWords } from "diff"; export const d = diffWords;',
  },
  "anchor-is-pure": {
    "domain/anchor/follow.ts": 'import { readFileSync } from "node:fs"; export const r = readFileSync;',
  },
  "db-knows-only-domain": { "db/reader.ts": 'import { one } from "#server/live/one"; export const o = one;' },
  "app-enters-by-the-api": {
    "app/page-a.tsx": 'import type { Pool } from "#db/pool"; export type P = Pool;',
  },
  "browser-takes-types-only": {
    "app/page-b.tsx": 'import { appRouter } from "#server/api/root"; export const r = appRouter;',
  },
  "server-never-looks-up": { "server/home/up.ts": 'import { A } from "../../app/part"; export const a = A;' },
  "transport-stays-in-api": {
    "server/comment/transport.ts": 'import { TRPCError } from "@trpc/server"; export const e = TRPCError;',
  },
  "sign-in-stays-behind-one-door": {
    "app/page-c.tsx": 'import { getSession } from "next-auth/react"; export const g = getSession;',
  },
  "routers-hold-no-sql": {
    "server/api/routers/sql.ts": 'import { sql } from "drizzle-orm"; export const s = sql;',
  },
  "level-0-imports-below": { "server/live/up.ts": 'import { g } from "../guide/room"; export const x = g;' },
  "level-1-imports-below": {
    "server/guide/up.ts": 'import { c } from "../classroom/room"; export const x = c;',
  },
  "level-2-imports-below": {
    "server/classroom/up.ts": 'import { m } from "../comment/room"; export const x = m;',
  },
  "level-3-imports-below": {
    "server/comment/up.ts": 'import { m } from "../moderation/room"; export const x = m;',
  },
  "level-4-imports-below": {
    "server/moderation/up.ts": 'import { f } from "../feed/room"; export const x = f;',
  },
  "level-5-imports-below": {
    "server/exchange/up.ts": 'import { h } from "../home/room"; export const x = h;',
  },
  "level-6-imports-below": { "server/feed/up.ts": 'import { h } from "../home/room"; export const x = h;' },
};

// What the planted files import, so that only the rule in question is broken.
const FURNITURE: Record<string, string> = {
  "app/part.tsx": "export const A = 1;",
  "db/pool.ts": "export type Pool = string;",
  "server/api/root.ts": "export const appRouter = 1;",
  "server/guide/room.ts": "export const g = 1;",
  "server/classroom/room.ts": "export const c = 1;",
  "server/comment/room.ts": "export const m = 1;",
  "server/moderation/room.ts": "export const m = 1;",
  "server/feed/room.ts": "export const f = 1;",
  "server/home/room.ts": "export const h = 1;",
};

type Violation = { from: string; rule: { name: string } };
let house: string;
let violations: Violation[];
let cruised: number;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), "commonplace-rules-"));
  for (const file of ["package.json", "tsconfig.json", ".dependency-cruiser.mjs"])
    await cp(join(root, file), join(house, file));
  await symlink(join(root, "node_modules"), join(house, "node_modules"));
  for (const [file, text] of Object.entries(Object.assign({}, FURNITURE, ...Object.values(PLANTED)))) {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await writeFile(join(house, file), text as string);
  }
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [
    program,
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
    "app",
    "server",
    "db",
    "domain",
  ];
  // It ends with the number of violations; what it found is on standard output all the same.
  const { stdout } = await run(process.execPath, args, { cwd: house, maxBuffer: 64 << 20 }).catch(
    (error) => error,
  );
  const { summary } = JSON.parse(stdout);
  violations = summary.violations;
  cruised = summary.totalCruised;
});
afterAll(() => rm(house, { recursive: true, force: true }));

describe("the import rules", () => {
  it("read the planted files at all", () => {
    expect(cruised).toBeGreaterThan(Object.keys(PLANTED).length);
  });

  it("each have a planted violation", () => {
    const names = configuration.forbidden.map((rule: { name: string }) => rule.name);
    expect(names.sort()).toEqual(Object.keys(PLANTED).sort());
  });

  it.each(Object.entries(PLANTED))("report what breaks %s", (name, files) => {
    const found = violations
      .filter((violation) => violation.rule.name === name)
      .map((violation) => violation.from);
    expect(found.some((from) => Object.keys(files).includes(from))).toBe(true);
  });
});
