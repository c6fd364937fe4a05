import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClassroomActor } from "#domain/actor";
import type { ClassroomAction, Subject } from "#domain/policy";
import { CASES, inputOf } from "../testing/cases";
import { checksum } from "../testing/checksum";
import { type Answer, callOverHttp, listProcedures, outcomeOf } from "../testing/http";
import { EXPECTED, type MatrixRow, type Outcome, ROLES, type Role, readMatrix } from "../testing/matrix";
import { MARKER, makeWorld, type World } from "../testing/world";

// The policy with one rule turned round, to show that the matrix would notice.
const turned = vi.hoisted(() => ({ action: null as string | null }));
vi.mock("#domain/policy", async (importOriginal) => {
  const real = await importOriginal<typeof import("#domain/policy")>();
  const { DomainError } = await import("#domain/errors");
  const can: typeof real.can = (actor, action, subject) =>
    real.can(actor, action, subject) !== (action === turned.action);
  const authorize = (actor: ClassroomActor, action: ClassroomAction, subject?: Subject) => {
    if (action !== turned.action) return real.authorize(actor, action, subject);
    if (!can(actor, action, subject)) throw new DomainError("FORBIDDEN", "Turned round.");
  };
  return { ...real, can, authorize };
});

/** Procedures for everybody. What each may tell is in docs/security/README.md; a new one is a decision. */
const PUBLIC = [
  "account.acceptInvitation",
  "account.invitation",
  "account.me",
  "account.providers",
  "account.setupOpen",
  "classroom.preview",
];

/** Every route handler and the test that answers for it. */
const ROUTES: Record<string, string> = {
  "app/api/trpc/[trpc]/route.ts": "server/api/access.test.ts",
  "app/api/auth/[...nextauth]/route.ts": "server/auth.test.ts",
  "app/classrooms/[classroomId]/debates/[debateId]/transcript/route.ts": "app/routes.test.ts",
  "app/classrooms/[classroomId]/notes/export/route.ts": "app/routes.test.ts",
  "app/livez/route.ts": "app/routes.test.ts",
  "app/readyz/route.ts": "app/routes.test.ts",
};

const ROOT = join(import.meta.dirname, "..", "..");
const matrix = readMatrix();
const OUTSIDERS: Role[] = ["anon", "removed", "other_student", "other_teacher", "ex_coteacher", "admin"];
// These answer whoever holds a code, or everybody about themselves.
const TELLS_ITS_ASKER = new Set(["classroom.join", "account.people"]);
// For this one state the installation has to be empty; it has a test of its own below.
const ELSEWHERE = new Set(["setup.firstTeacher empty_database_with_printed_code"]);

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  turned.action = null;
});
afterEach(() => world.reset());

type Cell = { row: MatrixRow; procedure: string; role: Role; outcome: Outcome };
const observed: Cell[] = [];
const keysSeen = new Map<string, Set<string>>();

const isWrite = (procedure: string) => listProcedures().get(procedure)?.type === "mutation";

/** Calls one procedure as one role in the row's state, and says what went otherwise than refusals must go. */
async function observe(row: MatrixRow, procedure: string, role: Role, wrongs: string[]): Promise<Outcome> {
  const made = await CASES[row.name]?.(world, role);
  const denied = EXPECTED[row.letters[role]] !== "allowed";
  const before = denied && isWrite(procedure) ? await checksum(world.db) : null;
  const answer = await callOverHttp(world.db, procedure, inputOf(made, procedure), world.cookieOf(role));
  const outcome = outcomeOf(answer);
  const where = `${row.name}, ${procedure} as ${role}`;
  if (before && outcome !== "allowed") expect(await checksum(world.db), where).toEqual(before);
  if (OUTSIDERS.includes(role) && !TELLS_ITS_ASKER.has(procedure) && answer.text.includes(MARKER))
    wrongs.push(`${where} tells of the class: ${answer.text.slice(0, 300)}`);
  if (outcome === "allowed") rememberKeys(procedure, row.letters[role], role, answer);
  if (outcome === "allowed" && isWrite(procedure)) await world.reset();
  return outcome;
}

const mismatches = (row: MatrixRow, cells: readonly Cell[]): string[] =>
  cells
    .filter((cell) => cell.outcome !== EXPECTED[row.letters[cell.role]])
    .map(
      (cell) =>
        `${row.name}, ${cell.procedure} as ${cell.role}: ${row.letters[cell.role]} but ${cell.outcome}`,
    );

async function walk(row: MatrixRow, stopAtRed = false): Promise<{ cells: Cell[]; wrongs: string[] }> {
  const cells: Cell[] = [];
  const wrongs: string[] = [];
  for (const procedure of row.procedures)
    for (const role of ROLES) {
      if (row.letters[role] === "-") continue;
      cells.push({ row, procedure, role, outcome: await observe(row, procedure, role, wrongs) });
      if (stopAtRed && mismatches(row, cells).length > 0) return { cells, wrongs };
    }
  return { cells, wrongs };
}

/** The keys an answer shows, by the role's standing: `items[].abilities.remove`. */
function rememberKeys(procedure: string, letter: string, role: Role, answer: Answer): void {
  const standing =
    role === "owner" || role === "coteacher" ? "teacher" : role === "student" ? "student" : "other";
  const name = `${procedure} ${standing} ${letter}`;
  const keys = keysSeen.get(name) ?? new Set();
  keysSeen.set(name, keys);
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, `${path}[]`);
    else if (value && typeof value === "object")
      for (const [key, inner] of Object.entries(value))
        visit(inner, /^[0-9a-f-]{36}$/.test(key) ? `${path}.{id}` : `${path}.${key}`);
    else keys.add(path);
  };
  const json = answer.text.startsWith("{")
    ? JSON.parse(answer.text).result.data
    : JSON.parse(/^data: (.*)$/m.exec(answer.text)?.[1] ?? "null");
  visit(json, "");
}

describe("the register", () => {
  it("has a line of the matrix for every procedure, and names the public ones", () => {
    const listed = new Set(matrix.flatMap((row) => row.procedures));
    for (const [path, { meta }] of listProcedures()) {
      if (meta?.policy === "public") expect(PUBLIC).toContain(path);
      else {
        const rows = matrix.filter((row) => row.procedures.includes(path));
        expect(
          rows.map((row) => row.action),
          path,
        ).toContain(meta?.policy);
      }
    }
    for (const path of [...listed, ...PUBLIC]) expect(listProcedures().has(path), path).toBe(true);
    expect(PUBLIC.filter((path) => listed.has(path))).toEqual([]);
  });

  it("has a fixture for every line that is built", () => {
    const wanted = matrix.map((row) => row.name).filter((name) => !ELSEWHERE.has(name));
    expect(Object.keys(CASES).sort()).toEqual(wanted.sort());
  });

  it("knows every route handler and its test", async () => {
    const files = await readdir(join(ROOT, "app"), { recursive: true });
    const routes = files.filter((file) => /(^|\/)route\.tsx?$/.test(file)).map((file) => `app/${file}`);
    expect(routes.sort()).toEqual(Object.keys(ROUTES).sort());
    for (const test of Object.values(ROUTES)) expect(existsSync(join(ROOT, test)), test).toBe(true);
  });

  it("has no server action, which would be a door without a line", async () => {
    for (const folder of ["app", "server", "domain", "db"])
      for (const file of await readdir(join(ROOT, folder), { recursive: true }))
        if (/\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
          expect(readFileSync(join(ROOT, folder, file), "utf8"), file).not.toMatch(/^\s*["']use server["']/m);
  });
});

describe("the matrix", () => {
  for (const row of matrix.filter(({ name }) => !ELSEWHERE.has(name)))
    it(row.name, async () => {
      const { cells, wrongs } = await walk(row);
      observed.push(...cells);
      expect([...mismatches(row, cells), ...wrongs]).toEqual([]);
    });

  it("lets the printed code make the first account of an empty installation, once", async () => {
    const empty = await makeEmpty();
    const input = (username: string) => ({
      code: "set-up-code-of-the-tests",
      name: "First",
      username,
      password: "a password of the tests",
    });
    const wrong = await callOverHttp(
      empty,
      "account.setup",
      { ...input("first"), code: "no such code" },
      null,
    );
    expect(outcomeOf(wrong)).toBe("NOT_FOUND");
    const both = await Promise.all(
      ["first", "second"].map((name) => callOverHttp(empty, "account.setup", input(name), null)),
    );
    expect(both.map(outcomeOf).sort()).toEqual(["NOT_FOUND", "allowed"]);
    const users = await empty.owner`select role, is_admin from users`;
    expect([...users]).toEqual([{ role: "teacher", is_admin: true }]);
    await empty.close();
  });

  it("shows each standing the fields it had when this was last looked at", async () => {
    const lines = [...keysSeen].sort().map(
      ([name, keys]) =>
        `${name}\n${[...keys]
          .sort()
          .map((key) => `  ${key}`)
          .join("\n")}`,
    );
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("answers.txt");
  });
});

async function makeEmpty() {
  const { openTestDatabase } = await import("../testing/database");
  return openTestDatabase();
}

describe("the matrix's own test", () => {
  it("turns red for every cell that says something else", () => {
    expect(observed.length).toBeGreaterThan(500);
    const unnoticed: string[] = [];
    for (const { row, role } of observed) {
      const was = EXPECTED[row.letters[role]];
      for (const letter of ["Y", "N", "X", "U", "S", "C"]) {
        if (EXPECTED[letter] === was) continue;
        const flipped = { ...row, letters: { ...row.letters, [role]: letter } };
        const cells = observed.filter((cell) => cell.row === row);
        if (mismatches(flipped, cells).length === 0) unnoticed.push(`${row.name} ${role} ${letter}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  const ruled = [...new Set(matrix.map((row) => row.action))].filter((action) =>
    /^(classroom\.(read|readCode|rotateCode|leave|update)|theme\.|group\.|assignment\.|member\.|guide\.(read|listParts|lockPart)|claim\.(?!spread$)|prompt\.|answer\.|debate\.|annotation\.(?!delete$)|comment\.(?!read$)|report\.|progress\.)/.test(
      action,
    ),
  );
  it.each(ruled)("turns red when the rule %s is turned round", async (action) => {
    const rows = matrix.filter((row) => row.action === action && !ELSEWHERE.has(row.name));
    const red: string[] = [];
    for (const row of rows) {
      turned.action = action;
      const { cells } = await walk(row, true);
      red.push(...mismatches(row, cells));
      turned.action = null;
      await world.reset();
      if (red.length > 0) break;
    }
    expect(red).not.toEqual([]);
  });
});
