import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor, WAIT_MAX_MS } from "#db/actor";
import { type Database, openDatabase, WAITING_MAX } from "#db/client";
import { Bus } from "./feed/bus";
import { openTestDatabase, type TestDatabase } from "./testing/database";
import { join, makeClassroom, makePerson, writeComment } from "./testing/factories";
import { Follower } from "./testing/follower";

let db: TestDatabase;
const pools: Database[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.sql.end({ timeout: 0 })));
  await db.close();
});

function poolOf(url: string, max: number): Database {
  const pool = openDatabase(url, { max });
  pools.push(pool);
  return pool;
}
const nobody = { userId: null };
const one = (pool: Database) => asActor(pool, nobody, (tx) => tx.execute(sql`select 1`));
const unavailable = { code: "UNAVAILABLE" };

/** A door to the database that can be shut, as when it is started anew or a cable is pulled. */
async function makeDoor(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let server: Server;
  const open = (port = 0) =>
    new Promise<number>((resolve) => {
      server = createServer((client) => {
        const upstream = connect(Number(target.port), target.hostname);
        for (const socket of [client, upstream]) {
          sockets.add(socket);
          socket.on("error", () => {});
          socket.on("close", () => {
            client.destroy();
            upstream.destroy();
          });
        }
        client.pipe(upstream).pipe(client);
      });
      server.listen(port, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
  const port = await open();
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(port);
  return {
    url: through.href,
    shut: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
    open: () => open(port),
  };
}

describe("the queue before the pool", () => {
  it("turns away who would be one too many, at once, and serves the others", async () => {
    const pool = poolOf(db.runtimeUrl, 1);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHeld = () => {};
    const taken = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const first = asActor(pool, nobody, async () => {
      isHeld();
      await held;
    });
    await taken;
    const waiting = Array.from({ length: WAITING_MAX }, () => one(pool));
    await expect(one(pool)).rejects.toMatchObject(unavailable);
    release();
    await first;
    expect(await Promise.all(waiting)).toHaveLength(WAITING_MAX);
    expect(pool.line.waiting).toBe(0);
    await one(pool);
  });

  it("gives up in time while every connection is taken, and does nothing of it later", async () => {
    const pool = poolOf(db.runtimeUrl, 1);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = asActor(pool, nobody, () => held);
    const started = performance.now();
    let isDone = false;
    await expect(
      asActor(pool, nobody, async () => {
        isDone = true;
      }),
    ).rejects.toMatchObject(unavailable);
    expect(performance.now() - started).toBeLessThan(WAIT_MAX_MS + 1_000);
    release();
    await first;
    await one(pool);
    expect(isDone).toBe(false);
    expect(pool.line.waiting).toBe(0);
  });
});

describe("a database that is away", () => {
  it("is answered at once where nobody listens", async () => {
    const pool = poolOf("postgres://nobody:nothing@127.0.0.1:1/none", 2);
    const started = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => one(pool)));
    expect(answers.map((answer) => answer.status)).not.toContain("fulfilled");
    expect(performance.now() - started).toBeLessThan(WAIT_MAX_MS + 1_000);
  });

  it("is answered in time where the connection hangs", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const pool = poolOf(`postgres://nobody:nothing@127.0.0.1:${port}/none`, 2);
    const started = performance.now();
    await expect(one(pool)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(6_000);
    await pool.sql.end({ timeout: 0 });
    silent.close();
  });

  it("is found again as soon as it is back, by requests and by the stream", async () => {
    const door = await makeDoor(db.runtimeUrl);
    const pool = poolOf(door.url, 3);
    const context = {
      env: { ...db.context.env, listenDatabaseUrl: door.url },
      database: db.context.database,
    };
    const bus = new Bus(context);
    const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
    const maya = await makePerson(db, "Maya L.");
    const classroom = await makeClassroom(db, teacher);
    await join(db, classroom, maya);
    const follower = await new Follower(context, bus, maya).start();
    await one(pool);
    await door.shut();
    await expect(one(pool)).rejects.toThrow();
    const missed = await writeComment(db, classroom, teacher);
    await door.open();
    await expect
      .poll(
        () =>
          one(pool).then(
            () => "back",
            () => "away",
          ),
        { timeout: 10_000 },
      )
      .toBe("back");
    await follower.has(missed.id);
    const after = await writeComment(db, classroom, teacher);
    await follower.has(after.id);
    await follower.close();
    await bus.stop();
    await pool.sql.end({ timeout: 0 });
    await door.shut();
  });
});

describe("asActor", () => {
  it("runs nothing after its transaction has ended", async () => {
    let late: Promise<unknown> | undefined;
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await expect(
      asActor(db.context.database, nobody, async (tx) => {
        late = gate.then(() => tx.execute(sql`select 1`));
        late.catch(() => {});
        throw new Error("over");
      }),
    ).rejects.toThrow("over");
    go();
    await expect(late).rejects.toThrow();
  });
});
