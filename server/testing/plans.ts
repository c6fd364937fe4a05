import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { TestDatabase } from "./database";
import { asMember, type Person } from "./factories";

type Node = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Node[];
};

/** What PostgreSQL did for one statement. */
export type Plan = {
  query: string;
  /** Pages touched, in memory or not. */
  buffers: number;
  ms: number;
  /** Tables read from end to end. */
  scanned: string[];
  /** Rows that left or were met by the busiest node. */
  rowsMax: number;
};

const dialect = new PgDialect();

const literal = (value: unknown): string =>
  value === null || value === undefined
    ? "null"
    : typeof value === "string"
      ? `'${value.replaceAll("'", "''")}'`
      : String(value);

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.Plans ?? []) yield* walk(child);
}

/**
 * Runs reads as a member with row-level security on, and explains each of their statements by running it again.
 *
 * @param mode  `force_generic_plan` is what a connection may choose once it has run the statement five times
 */
export function explain(
  db: TestDatabase,
  person: Person,
  classroomId: string,
  mode: "force_custom_plan" | "force_generic_plan",
  work: (tx: Queries, actor: ClassroomActor) => Promise<unknown>,
): Promise<Plan[]> {
  return asMember(db, person, classroomId, async (tx, actor) => {
    const sent: { sql: string; params: unknown[] }[] = [];
    const spy = new Proxy(tx, {
      get: (target, key, receiver) =>
        key === "execute"
          ? (query: SQL) => {
              sent.push(dialect.sqlToQuery(query));
              return target.execute(query);
            }
          : Reflect.get(target, key, receiver),
    });
    await work(spy, actor);
    await tx.execute(sql.raw(`set local plan_cache_mode = ${mode}`));
    const plans: Plan[] = [];
    for (const [index, query] of sent.entries()) {
      await tx.execute(sql.raw(`prepare explained_${index} as ${query.sql}`));
      const values = query.params.length > 0 ? `(${query.params.map(literal).join(",")})` : "";
      const explained = `explain (analyze, buffers, format json) execute explained_${index}${values}`;
      // Twice: the first run pays for what the session has not looked up yet.
      await tx.execute(sql.raw(explained));
      const [row] = await tx.execute<{ "QUERY PLAN": { Plan: Node; "Execution Time": number }[] }>(
        sql.raw(explained),
      );
      const found = row?.["QUERY PLAN"][0];
      if (!found) throw new Error("no plan");
      const nodes = [...walk(found.Plan)];
      plans.push({
        query: query.sql,
        buffers: found.Plan["Shared Hit Blocks"] + found.Plan["Shared Read Blocks"],
        ms: found["Execution Time"],
        scanned: nodes
          .filter((node) => node["Node Type"] === "Seq Scan")
          .map((node) => node["Relation Name"] ?? ""),
        rowsMax: Math.max(...nodes.map((node) => (node["Actual Rows"] ?? 0) * (node["Actual Loops"] ?? 0))),
      });
      if (process.env.SHOW_PLANS) {
        const text = await tx.execute<{ "QUERY PLAN": string }>(
          sql.raw(`explain (analyze, buffers, costs off) execute explained_${index}${values}`),
        );
        console.log([query.sql, ...text.map((line) => line["QUERY PLAN"])].join("\n"));
      }
      await tx.execute(sql.raw(`deallocate explained_${index}`));
    }
    return plans;
  });
}

/** Adds up what several statements touched. */
export const touched = (plans: Plan[]): number => plans.reduce((sum, plan) => sum + plan.buffers, 0);
