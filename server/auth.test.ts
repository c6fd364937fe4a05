import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hashPassword } from "./account/password";
import { createAccount, signIn } from "./account/service";
import { FREE_TRIES } from "./account/throttle";
import { getActor, sessionCookieName } from "./auth";
import { callAuth, type Jar, signInByPassword } from "./testing/auth";
import { openTestDatabase, type TestDatabase } from "./testing/database";

// Counts the passwords that were weighed: the bound on guessing is a bound on these.
vi.mock("@node-rs/argon2", async (importOriginal) => {
  const real = await importOriginal<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

const PASSWORD = "correct horse battery";
let db: TestDatabase;
let https: TestDatabase;
let passwordHash: string;

beforeAll(async () => {
  db = await openTestDatabase();
  https = await openTestDatabase({ PUBLIC_URL: "https://school.example" });
  passwordHash = await hashPassword(PASSWORD);
  for (const one of [db, https])
    for (const username of ["maya", "leo", "gone"]) await addAccount(one, username);
  await db.owner`update users set disabled_at = now() where username = 'gone'`;
});
afterAll(async () => {
  await db.close();
  await https.close();
});
beforeEach(async () => {
  await db.owner`delete from throttles`;
  vi.mocked(verify).mockClear();
});

const addAccount = (one: TestDatabase, username: string) =>
  createAccount(one.context.database.queries, { name: username, username, passwordHash, role: "student" });

const right = { username: "maya", password: PASSWORD };
const wrong = { username: "maya", password: "not the password" };

describe("the session cookie", () => {
  it("is for one origin only, over TLS only, and out of reach of scripts", async () => {
    const jar: Jar = new Map();
    const { setCookies } = await signInByPassword(https, jar, right);
    const flags = (name: string) =>
      setCookies
        .find((cookie) => cookie.startsWith(`${name}=`))
        ?.split("; ")
        .slice(1)
        .sort();
    for (const name of ["__Host-commonplace.session", "__Host-commonplace.device"]) {
      const found = flags(name)?.map((flag) => flag.replace(/^(Expires|Max-Age)=.*/, "$1"));
      expect(found, name).toEqual(expect.arrayContaining(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]));
      expect(found?.some((flag) => flag.startsWith("Domain"))).toBe(false);
    }
    expect([...jar.keys()].filter((name) => !/^__(Host|Secure)-/.test(name))).toEqual([]);
  });

  it("names the port where it cannot insist on TLS, so that two installations on one machine keep apart", () => {
    expect(sessionCookieName(db.context.env)).toBe("commonplace-3000.session");
  });

  it("is a new one at each sign-in, whatever the browser held before", async () => {
    const jar: Jar = new Map([[sessionCookieName(db.context.env), "planted-by-somebody"]]);
    const name = sessionCookieName(db.context.env);
    await signInByPassword(db, jar, right);
    const first = jar.get(name);
    await signInByPassword(db, jar, right);
    expect(new Set(["planted-by-somebody", first, jar.get(name)]).size).toBe(3);
    const ids = await db.owner`select count(distinct id)::int as n from sessions`;
    expect(ids[0]?.n).toBe(2);
  });

  it("opens nothing after signing out, also in the hands of who copied it", async () => {
    const jar: Jar = new Map();
    await signInByPassword(db, jar, right);
    const copied = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    expect((await getActor(copied, db.context))?.username).toBe("maya");
    const { body } = await callAuth(db, "csrf", jar);
    await callAuth(db, "signout", jar, {
      body: { csrfToken: (body as { csrfToken: string }).csrfToken, json: "true" },
    });
    expect(await getActor(copied, db.context)).toBeNull();
    expect(jar.has(sessionCookieName(db.context.env))).toBe(false);
  });

  it("is read as nothing when it is garbled", async () => {
    const name = sessionCookieName(db.context.env);
    for (const value of ["%", "%zz", "a.b.c", "x".repeat(10_000), "..", "null", "eyJhbGciOiJub25lIn0..."])
      expect(await getActor(`${name}=${value}`, db.context), value.slice(0, 20)).toBeNull();
    // The device cookie too: signing in goes on without it.
    const jar: Jar = new Map();
    const answer = await signInByPassword(db, jar, right, {
      headers: { cookie: "commonplace-3000.device=%zz" },
    });
    expect(answer.status).toBe(200);
  });
});

describe("signing in", () => {
  it("refuses a post without the token against forgery", async () => {
    const jar: Jar = new Map();
    await callAuth(db, "callback/credentials", jar, {
      body: { ...right, csrfToken: "guessed", json: "true" },
    });
    expect(jar.has(sessionCookieName(db.context.env))).toBe(false);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "http://localhost:3000.evil.example/",
    "http://localhost:3000@evil.example/",
    "javascript:alert(1)",
    "\\\\evil.example",
  ])("goes on to our own origin when asked for %s", async (callbackUrl) => {
    const answer = await signInByPassword(db, new Map(), right, { callbackUrl });
    const url = new URL((answer.body as { url: string }).url, "http://localhost:3000");
    expect(url.origin).toBe("http://localhost:3000");
  });

  it("keeps the configured origin whatever host the request names", async () => {
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
    };
    const answer = await signInByPassword(db, new Map(), right, { headers: { ...headers } });
    expect(JSON.stringify(answer)).not.toContain("evil.example");
  });

  it("answers the same to an unknown name, a wrong password and an account that is shut out", async () => {
    const answers = [];
    for (const credentials of [
      wrong,
      { username: "nobody-here", password: PASSWORD },
      { username: "gone", password: PASSWORD },
      { username: "may\u0000a", password: PASSWORD.slice(1) },
    ])
      answers.push(await signInByPassword(db, new Map(), credentials));
    const told = answers.map(({ status, body, location }) => ({ status, body, location }));
    for (const one of told) expect(one).toEqual(told[0]);
    expect(told[0]?.status).toBe(401);
  });

  it("weighs one password for an unknown name as for a known one", async () => {
    for (const username of ["maya", "nobody-here"]) {
      vi.mocked(verify).mockClear();
      await signInByPassword(db, new Map(), { username, password: "a guess" });
      expect(vi.mocked(verify).mock.calls.length, username).toBe(1);
    }
  });
});

describe("guessing", () => {
  const guess = (username: string, password: string, known = false) =>
    signIn(db.context.database.queries, {
      username,
      password,
      label: "a test",
      knownDevice: () => (known ? "a-browser-that-was-here-before" : null),
    }).then(
      (ticket) => (ticket ? "in" : "wrong"),
      (error: { code?: string }) => error.code ?? "defect",
    );

  it("weighs few of fifty guesses sent at once", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => guess("maya", `guess ${n}`)));
    expect(vi.mocked(verify).mock.calls.length).toBeLessThanOrEqual(FREE_TRIES + 1);
    expect(new Set(answers)).toEqual(new Set(["wrong", "RATE_LIMITED"]));
  });

  it("keeps neither the next seat's account nor the owner's own browser out", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => guess("maya", `guess ${n}`)));
    expect(await guess("maya", PASSWORD)).toBe("RATE_LIMITED");
    expect(await guess("leo", PASSWORD)).toBe("in");
    expect(await guess("maya", PASSWORD, true)).toBe("in");
  });

  it("holds for a name that nobody has as for one that somebody has", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => guess("nobody-here", `guess ${n}`)),
    );
    expect(answers.filter((answer) => answer === "RATE_LIMITED").length).toBeGreaterThanOrEqual(14);
  });

  it("waits longer after each wrong one, and at most a quarter of an hour", async () => {
    const waits: number[] = [];
    for (let n = 1; n <= 24; n++) {
      await db.owner`update throttles set free_at = now() - interval '1 second'`;
      await guess("maya", `guess ${n}`);
      const [row] = await db.owner`select extract(epoch from free_at - now())::float as s from throttles`;
      waits.push(Math.round(row?.s as number));
    }
    expect(waits.slice(0, FREE_TRIES).every((wait) => wait <= 0)).toBe(true);
    expect(waits.slice(FREE_TRIES, FREE_TRIES + 4)).toEqual([2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(900);
  });

  it("tells the browser how long to wait, through NextAuth too", async () => {
    for (let n = 0; n <= FREE_TRIES; n++) await guess("maya", `guess ${n}`);
    const answer = await signInByPassword(db, new Map(), right);
    expect(decodeURIComponent((answer.body as { url: string }).url)).toMatch(/error=RATE_LIMITED:\d+/);
  });

  it("is forgotten after a right one, and a browser that signed in is known by its cookie", async () => {
    const jar: Jar = new Map();
    await signInByPassword(db, jar, right);
    await Promise.all(Array.from({ length: 20 }, (_, n) => guess("maya", `guess ${n}`)));
    expect((await signInByPassword(db, new Map(), right)).status).toBe(401);
    expect((await signInByPassword(db, jar, right)).status).toBe(200);
  });
});
