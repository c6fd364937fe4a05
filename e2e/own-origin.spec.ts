import type { Page } from "@playwright/test";
import { livedIn, personOf } from "./setup/lived-in";
import { HALVES, halfOf, pagesFor, type Role } from "./setup/pages";
import { sectionUrl } from "./setup/people";
import { commentOn, margin } from "./setup/reading";
import { expect, test } from "./setup/test";

const ROLES: Role[] = ["nobody", "student", "teacher", "administrator"];

/** Stops and notes whatever a page asks of another origin, and every break of the content security policy. */
async function spread(page: Page): Promise<string[]> {
  const caught: string[] = [];
  const home = new URL(process.env.E2E_BASE_URL ?? "").origin;
  await page.context().route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin === home) return route.continue();
    caught.push(`asked ${url.href}`);
    await route.abort();
  });
  await page.exposeBinding("tellViolation", (_, what: string) => {
    caught.push(what);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
      const tell = (window as unknown as { tellViolation(what: string): void }).tellViolation;
      tell(`${violatedDirective} broken by ${blockedURI} (${sourceFile})`);
    });
  });
  return caught;
}

for (const role of ROLES) {
  for (const half of HALVES) {
    test(`Every page that ${role} can open asks nobody but us, and keeps the policy: ${half}`, async ({
      openBrowser,
    }) => {
      const scene = await livedIn();
      const { page } = await openBrowser(personOf(scene, role));
      const caught = await spread(page);
      for (const { name, path, heading } of halfOf(pagesFor(role, scene.scene), half)) {
        await test.step(name, async () => {
          await page.goto(path);
          await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
          await page.waitForLoadState("networkidle");
          expect(caught, name).toEqual([]);
        });
      }
    });
  }
}

// What somebody with bad intentions would write, and what must be left of it: words.
const PAYLOADS = [
  "![a picture](https://elsewhere.example/spy.png)",
  '<img src="https://elsewhere.example/spy.png" onerror="alert(1)">',
  "<script src=https://elsewhere.example/x.js></script>",
  "[press me](javascript:alert(1))",
  "[press me too](data:text/html,<script>alert(1)</script>)",
  '<iframe src="https://elsewhere.example"></iframe><svg onload=alert(1)>',
  '<style>@import "https://elsewhere.example/x.css"; * { display: none }</style>',
  "<https://elsewhere.example/auto> and https://elsewhere.example/bare",
];

test("What is written in a comment stays words: nothing is fetched, nothing runs", async ({
  openBrowser,
}) => {
  const { scene, maya, tomasz } = await livedIn();
  const writer = (await openBrowser(maya)).page;
  const { page } = await openBrowser(tomasz);
  const caught = [...(await spread(writer)), ...(await spread(page))];
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await writer.goto(sectionUrl(scene));
  await page.goto(sectionUrl(scene));
  await commentOn(writer, 1, `The beginning.\n\n${PAYLOADS.join("\n\n")}\n\nThe end.`);

  // As it arrives live, and as the server prints it.
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    const thread = page
      .getByRole("region", { name: "Talk about this section" })
      .getByRole("article")
      .filter({ hasText: "The beginning." });
    await expect(thread.getByText("The end.")).toBeVisible();
    await expect(thread.getByText("<script src=https://elsewhere.example/x.js></script>")).toBeVisible();
    await expect(thread.getByRole("img")).toHaveCount(0);
    await expect(thread.getByRole("link", { name: /press me/ })).toHaveCount(0);
    // The picture has become a link that tells its house nothing of where one came from.
    const link = thread.getByRole("link", { name: "a picture" });
    await expect(link).toHaveAttribute("href", "https://elsewhere.example/spy.png");
    await expect(link).toHaveAttribute("rel", /noreferrer/);
    await page.waitForLoadState("networkidle");
  }
  await expect(margin(page)).toBeVisible();
  expect(caught).toEqual([]);
  expect(dialogs).toEqual([]);
});
