import { randomUUID } from "node:crypto";
import { request as httpRequest } from "node:http";
import { joinScene, makeScene } from "./setup/people";
import { post, sectionOf } from "./setup/reading";
import { expect, test } from "./setup/test";

type Got = { status: number; text: string };

/** Sends a path as it is written: `fetch` would tidy what these requests are about. */
const send = (path: string, headers: Record<string, string>, method = "GET"): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(process.env.E2E_BASE_URL ?? "");
    const request = httpRequest({ hostname, port, path, headers, method }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on("error", reject);
    request.end();
  });

/** Headers and spellings that have let people round a check before: for a page's path, what is sent instead. */
const VARIANTS: [
  string,
  (path: string) => { path?: string; headers?: Record<string, string>; method?: string },
][] = [
  ["plain", () => ({})],
  ["a subrequest", () => ({ headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" } })],
  [
    "a subrequest of old",
    () => ({ headers: { "x-middleware-subrequest": "middleware:middleware:middleware" } }),
  ],
  [
    "a subrequest from src",
    () => ({ headers: { "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy" } }),
  ],
  ["RSC", () => ({ headers: { rsc: "1" } })],
  ["a prefetch", () => ({ headers: { rsc: "1", "next-router-prefetch": "1" } })],
  [
    "a segment's prefetch",
    () => ({ headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" } }),
  ],
  [
    "a router's state",
    () => ({ headers: { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,null,true]') } }),
  ],
  [
    "a matched path",
    () => ({
      headers: { "x-matched-path": "/privacy", "x-invoke-path": "/privacy", "x-invoke-status": "200" },
    }),
  ],
  [
    "a rewrite",
    (path) => ({
      path: "/privacy",
      headers: { "x-rewrite-url": path, "x-original-url": path, "x-nextjs-rewrite": path },
    }),
  ],
  [
    "data of a page",
    (path) => ({ path: `/_next/data/build${path}.json`, headers: { "x-nextjs-data": "1" } }),
  ],
  [".rsc", (path) => ({ path: `${path}.rsc` })],
  [".segments", (path) => ({ path: `${path}.segments/_tree.segment.rsc` })],
  ["two slashes", (path) => ({ path: `/${path}` })],
  ["a coded slash", (path) => ({ path: path.replace(/\/(?=[^/]*$)/, "%2f") })],
  ["a semicolon", (path) => ({ path: `${path};a=b` })],
  ["a slash at the end", (path) => ({ path: `${path}/` })],
  ["a dot segment", (path) => ({ path: `/privacy/..${path}` })],
  ["a coded dot segment", (path) => ({ path: `/privacy/%2e%2e${path}` })],
  ["capitals", (path) => ({ path: path.toUpperCase() })],
  ["_rsc", (path) => ({ path: `${path}?_rsc=1`, headers: { rsc: "1" } })],
  [
    "a posted action",
    () => ({ method: "POST", headers: { "next-action": "a".repeat(42), "content-type": "text/plain" } }),
  ],
  ["HEAD", () => ({ method: "HEAD" })],
  ["another host", () => ({ headers: { host: "evil.example", "x-forwarded-host": "evil.example" } })],
  [
    "a forged session",
    () => ({ headers: { cookie: `__Host-commonplace.session=x; next-auth.session-token=x` } }),
  ],
  [
    "an upgrade",
    () => ({
      headers: { connection: "keep-alive", "x-forwarded-proto": "https", forwarded: "for=127.0.0.1" },
    }),
  ],
];

test("No header and no spelling shows a class's page to somebody who is not in the class", async () => {
  const marker = `Quince${randomUUID().slice(0, 8).replace(/\d/g, "x")}`;
  const scene = await makeScene(marker);
  const other = await makeScene("Mr Haddad");
  const stranger = await joinScene(other, "Maya Lindqvist");
  await post(scene.teacher, { scene, section: await sectionOf(scene), paragraph: null }, marker);
  const root = `/classrooms/${scene.classroomId}`;
  const pages = ["", `/sections/${scene.section}`, "/members", "/code", "/reports", "/questions"];

  for (const rest of pages.slice(0, 3)) {
    const seen = await send(`${root}${rest}`, { cookie: scene.teacher.cookie });
    expect(seen.text, `the teacher at ${rest}`).toContain(marker);
  }
  const [first, second] = [scene.code.slice(0, 4), scene.code.slice(4)];
  const code = new RegExp(`${first}.?${second}`);
  for (const rest of pages)
    for (const cookie of ["", stranger.cookie])
      await Promise.all(
        VARIANTS.map(async ([what, variant]) => {
          const { path, headers, method } = variant(`${root}${rest}`);
          const all = { ...(cookie ? { cookie } : {}), ...headers };
          const got = await send(path ?? `${root}${rest}`, all, method);
          const where = `${rest} by ${what}${cookie ? ", signed in elsewhere" : ""}`;
          expect(got.text, where).not.toContain(marker);
          expect(got.text, where).not.toMatch(code);
          expect(got.status, where).toBeLessThan(500);
        }),
      );
});
