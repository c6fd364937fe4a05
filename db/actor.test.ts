import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "#server/testing/world";
import { asActor } from "./actor";
import type { Queries } from "./client";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const countComments = async (tx: Parameters<Parameters<typeof asActor>[2]>[0]) =>
  (await tx.execute<{ count: number }>(sql`select count(*)::int as count from comments`))[0]?.count;

describe("asActor", () => {
  it("reads everything as it stood in one moment when it only reads", async () => {
    const { database } = world.db.context;
    const { userId } = world.peer;
    await asActor(database, { userId, readsOnly: true }, async (tx) => {
      const before = await countComments(tx);
      await world.comment();
      expect(await countComments(tx)).toBe(before);
    });
    await asActor(database, { userId }, async (tx) => {
      const before = await countComments(tx);
      await world.comment();
      expect(await countComments(tx)).toBe((before ?? 0) + 1);
    });
  });

  it("writes nothing when it only reads", async () => {
    const { database } = world.db.context;
    const { userId } = world.peer;
    const write = asActor(database, { userId, readsOnly: true }, (tx) =>
      tx.execute(sql`update users set name = 'Somebody else' where id = ${userId}::uuid`),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: "25006" } });
  });

  it("sees the classes of the name it acts under, however it goes on", async () => {
    const { database } = world.db.context;
    const classes = async (tx: Queries) =>
      (await tx.execute<{ mine: string[] }>(sql`select app.my_classrooms() as mine`))[0]?.mine;
    const { peer, here } = world;
    const { admin } = world.people;
    await asActor(database, { userId: peer.userId }, async (tx) => {
      expect(await classes(tx)).toContain(here.id);
      await tx.execute(sql`select set_config('app.user_id', ${admin.userId}, true)`);
      expect(await classes(tx)).toEqual([]);
      await tx.execute(sql`select set_config('app.user_id', '', true)`);
      expect(await classes(tx)).toEqual([]);
    });
    const leave = asActor(database, { userId: peer.userId }, async (tx) => {
      expect(await classes(tx)).toContain(here.id);
      await tx.execute(
        sql`update classroom_members set removed_at = now() where user_id = ${peer.userId}::uuid`,
      );
      expect(await classes(tx)).toEqual([]);
      throw new Error("not for good");
    });
    await expect(leave).rejects.toThrow("not for good");
  });
});
