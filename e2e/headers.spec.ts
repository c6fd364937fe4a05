import { livedIn, personOf } from "./setup/lived-in";
import { pagesFor, type Role } from "./setup/pages";
import { joinScene, makeScene } from "./setup/people";
import { expect, test } from "./setup/test";

const base = () => process.env.E2E_BASE_URL ?? "";
const get = (path: string, cookie = "", headers: Record<string, string> = {}) =>
  fetch(`${base()}${path}`, { redirect: "manual", headers: { ...(cookie ? { cookie } : {}), ...headers } });

/** What every answer carries, whatever it is. */
const ALWAYS: [string, RegExp][] = [
  ["x-content-type-options", /^nosniff$/],
  ["referrer-policy", /^same-origin$/],
  ["cross-origin-opener-policy", /^same-origin$/],
  ["cross-origin-resource-policy", /^same-origin$/],
  ["permissions-policy", /camera=\(\).*geolocation=\(\).*microphone=\(\)/],
  ["x-robots-tag", /noindex/],
  ["cache-control", /no-store/],
];

const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? "")?.[1] ?? "";

function expectHeaders(answer: Response, where: string) {
  for (const [name, value] of ALWAYS)
    expect(answer.headers.get(name) ?? "", `${where}: ${name}`).toMatch(value);
  expect(answer.headers.get("cache-control"), where).not.toContain("public");
  for (const name of ["x-powered-by", "server", "access-control-allow-origin", "etag"])
    expect(answer.headers.get(name), `${where}: ${name}`).toBeNull();
}

for (const role of ["nobody", "student", "teacher", "administrator"] as Role[])
  test(`Every page of ${role} has a policy of its own request, and is nobody's to keep`, async () => {
    const scene = await livedIn();
    const cookie = personOf(scene, role)?.cookie ?? "";
    const nonces = new Set<string>();
    const pages = pagesFor(role, scene.scene);
    for (const { name, path } of pages) {
      const answer = await get(path, cookie, {
        "content-security-policy": "default-src *",
        "x-nonce": "chosen",
      });
      expectHeaders(answer, name);
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = nonceOf(policy);
      nonces.add(nonce);
      expect(nonce.length, name).toBeGreaterThanOrEqual(20);
      for (const rule of [
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(policy, name).toContain(rule);
      expect(policy.match(/script-src [^;]*/)?.[0], name).not.toMatch(/unsafe|\*|https?:|data:/);
      expect(policy, name).not.toContain("chosen");
      const html = await answer.text();
      for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g))
        expect(tag, `${name}: a script or style without the nonce`).toContain(`nonce="${nonce}"`);
      expect(html, `${name}: a handler in an attribute`).not.toMatch(/<[a-z][^>]*\son[a-z]+="/i);
    }
    expect(nonces.size).toBe(pages.length);
  });

test("What no cache keys on changes no page", async () => {
  const scene = await makeScene();
  for (const path of ["/sign-in", `/classrooms/${scene.classroomId}`, `/join/${scene.code}`])
    for (const [name, value] of [
      ["x-forwarded-host", "evil.example"],
      ["x-forwarded-scheme", "evilscheme"],
      ["x-forwarded-prefix", "/evil"],
      ["x-original-url", "/evil"],
      ["x-host", "evil.example"],
      ["accept-language", "evil"],
      ["rsc", "evil"],
      ["next-router-state-tree", "%5Bevil"],
      ["x-nonce", "evil"],
    ] as const) {
      const answer = await get(path, scene.teacher.cookie, { [name]: value });
      const told = `${JSON.stringify([...answer.headers])}${await answer.text()}`;
      expect(told, `${path} with ${name}`).not.toContain("evil");
      expect(answer.status, `${path} with ${name}`).toBeLessThan(500);
    }
});

test("Two people's requests, one among the other, never get the other's page", async () => {
  const [one, two] = [await makeScene("Quince Okafor"), await makeScene("Medlar Haddad")];
  const people = [
    { scene: one, cookie: one.teacher.cookie, name: "Quince", other: "Medlar" },
    { scene: two, cookie: two.teacher.cookie, name: "Medlar", other: "Quince" },
    { scene: one, cookie: (await joinScene(one, "Quince Junior")).cookie, name: "Quince", other: "Medlar" },
  ];
  const pages = (id: string, section: string) => [
    `/classrooms/${id}`,
    `/classrooms/${id}/sections/${section}`,
    "/classrooms",
    "/account",
    "/api/trpc/account.me",
    "/api/trpc/classroom.mine",
  ];
  const requests = people.flatMap(({ scene, cookie, name, other }) =>
    pages(scene.classroomId, scene.section).flatMap((path) => [
      { path, cookie, name, other, headers: {} },
      { path, cookie, name, other, headers: path.startsWith("/api") ? {} : { rsc: "1" } },
    ]),
  );
  for (let round = 0; round < 5; round++)
    await Promise.all(
      requests.map(async ({ path, cookie, other, headers }) => {
        const answer = await get(path, cookie, headers as Record<string, string>);
        expect(answer.headers.get("cache-control"), path).toContain("no-store");
        expect(await answer.text(), path).not.toContain(other);
      }),
    );
});

test("There is no image optimizer, no server action and no other door", async () => {
  const scene = await makeScene();
  const { cookie } = scene.teacher;
  for (const url of ["http%3A%2F%2F127.0.0.1%3A5432%2F", "%2Ficon.svg", "%2F%2Fevil.example%2Fa.png"])
    expect((await get(`/_next/image?url=${url}&w=64&q=75`, cookie)).status).toBe(404);
  for (const path of ["/sign-in", "/account", `/classrooms/${scene.classroomId}`]) {
    const started = performance.now();
    const answer = await fetch(`${base()}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, "next-action": "7f".repeat(21), "content-type": "text/plain;charset=UTF-8" },
      body: "[]",
    });
    // Next knows no action by any name: there is none in the build.
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
    expect(answer.status, path).toBeLessThan(500);
    expect(performance.now() - started, path).toBeLessThan(2_000);
  }
  for (const path of [
    "/.env",
    "/.data/secret",
    "/package.json",
    "/server.js",
    "/_next/server/app.js",
    "/api",
    "/api/trpc",
    "/..%2f..%2fetc/passwd",
  ])
    expect((await get(path, cookie)).status, path).toBeGreaterThanOrEqual(400);
});

test("The doors for programs carry the same headers", async () => {
  for (const path of [
    "/api/trpc/account.me",
    "/api/trpc/nothing",
    "/api/auth/csrf",
    "/api/auth/session",
    "/api/auth/providers",
  ])
    expectHeaders(await get(path), path);
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await (await get("/sign-in")).text())?.[0] ?? "";
  const answer = await get(asset);
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect(answer.headers.get("set-cookie")).toBeNull();
});
