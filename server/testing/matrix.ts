import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Who asks, as the columns of docs/security/authz.csv name them. */
export const ROLES = [
  "anon",
  "student",
  "removed",
  "other_student",
  "owner",
  "coteacher",
  "other_teacher",
  "ex_coteacher",
  "admin",
] as const;
export type Role = (typeof ROLES)[number];

/** One line of the matrix: an action in a state, the procedures that do it, and a letter for each role. */
export type MatrixRow = {
  name: string;
  action: string;
  procedures: string[];
  letters: Record<Role, string>;
};

const FILE = join(import.meta.dirname, "..", "..", "docs", "security", "authz.csv");

/**
 * Reads the authorization matrix.
 *
 * @returns the rows of what is built; those marked `planned` are left out
 * @throws {Error} naming the line that is malformed or doubled
 */
export function readMatrix(): MatrixRow[] {
  const [head, ...lines] = readFileSync(FILE, "utf8").trim().split("\n");
  if (head !== ["action", "state", "procedures", ...ROLES].join(","))
    throw new Error("authz.csv has other columns");
  const names = new Set<string>();
  const rows = lines.map((line): MatrixRow => {
    const [action = "", state = "", procedures = "", ...letters] = line.split(",");
    const name = `${action} ${state}`;
    if (letters.length !== ROLES.length || letters.some((letter) => !/^[YOVRNXUSCB-]$/.test(letter)))
      throw new Error(`authz.csv, ${name}: one letter a role`);
    if (names.has(name)) throw new Error(`authz.csv, ${name}: twice`);
    names.add(name);
    return {
      name,
      action,
      procedures: procedures === "planned" ? [] : procedures.split(" "),
      letters: Object.fromEntries(ROLES.map((role, at) => [role, letters[at]])) as Record<Role, string>,
    };
  });
  return rows.filter((row) => row.procedures.length > 0);
}

/** What an answer was, in the matrix's terms. */
export type Outcome =
  | "allowed"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CLOSED"
  | "CONFLICT"
  | `other: ${string}`;

/** What each letter asks for; own, visible and redacted are allowed here, and the twin worlds say how much. */
export const EXPECTED: Record<string, Outcome> = {
  Y: "allowed",
  O: "allowed",
  V: "allowed",
  R: "allowed",
  N: "FORBIDDEN",
  X: "NOT_FOUND",
  U: "UNAUTHENTICATED",
  S: "CLOSED",
  C: "CONFLICT",
};
