import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { freePort, type Installation, launch } from "./setup/launcher";
import { commentOn, margin } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const FIRST = "Why does she say her age before her name?";
const REPLY = "Because being a carer is her name there.";
const MEANWHILE = "Written while the server was away.";
const HALF = "Half a sentence that";
// Launcher, database and pages start again within seconds; browsers try again at most every quarter of a minute.
const RECOVERY = { timeout: 45_000 };

async function fillAccount(page: Page, name: string, username: string) {
  await page.getByLabel(/^Your name/).fill(name);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill("a seat by the window");
}

/** The open thread in the margin that somebody began. */
const noteBy = (page: Page, name: string) =>
  margin(page).getByRole("article", { name: `Thread begun by ${name}` });

const inList = (page: Page) => page.getByRole("region", { name: "Talk about this section" });

test("On its first day a class is set up, talks, loses its server in mid-sentence, and goes on", async ({
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), "commonplace-first-day-"));
  const port = String(await freePort());
  let installation: Installation = await launch(dataDir, { PORT: port });
  try {
    const baseURL = installation.url;

    // The printed link makes the teacher, who sets up a class and puts its code on the board.
    const teacher = (await openBrowser(null, { baseURL })).page;
    await teacher.goto(installation.setupLink ?? "no link was printed");
    await fillAccount(teacher, "Ms Okafor", "ms.okafor");
    await teacher.getByRole("button", { name: "Make my account" }).click();
    await teacher.getByLabel("Name of the class").fill("Year 11, set B");
    await teacher.getByRole("button", { name: "Set up the class" }).click();
    await expect(teacher.getByRole("heading", { name: /^Go to localhost:\d+\/join/ })).toBeVisible();
    const code = (await teacher.getByText(/^[2-9A-Z]{4}\s?[2-9A-Z]{4}$/).textContent()) ?? "";

    // A student comes in by the code and comments on paragraph 2.
    const student = (await openBrowser(null, { baseURL })).page;
    await student.goto("/join");
    await student.getByLabel("Class code").fill(code);
    await expect(student.getByText("Ms Okafor, reading Never Let Me Go")).toBeVisible();
    await fillAccount(student, "Maya Lindqvist", "maya.lindqvist");
    await student.getByRole("button", { name: "Join the class" }).click();
    await student.getByRole("link", { name: "Start reading" }).first().click();
    await teacher.getByRole("link", { name: "Back to the class" }).click();
    await teacher.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Read" }).click();
    await expect(margin(teacher)).toBeVisible();

    await commentOn(student, 2, FIRST);
    await expect(margin(teacher).getByText(FIRST)).toBeVisible(SOON);
    await margin(teacher)
      .getByRole("button", { name: /^Maya Lindqvist/ })
      .click();
    await noteBy(teacher, "Maya Lindqvist").getByRole("button", { name: "Reply to Maya Lindqvist" }).click();
    await teacher.getByRole("textbox", { name: "Reply to Maya" }).fill(REPLY);
    await margin(teacher).getByRole("button", { name: "Post", exact: true }).click();
    await expect(margin(student).getByText(REPLY)).toBeVisible(SOON);

    // The student is in mid-sentence and the teacher posts when the power goes.
    await noteBy(student, "Maya Lindqvist").getByRole("button", { name: "Reply to Ms Okafor" }).click();
    const box = student.getByRole("textbox", { name: "Reply to Ms Okafor" });
    await box.pressSequentially(HALF);
    await installation.crash();
    await inList(teacher).getByRole("textbox", { name: "Your comment on the whole section" }).fill(MEANWHILE);
    await inList(teacher).getByRole("button", { name: "Post", exact: true }).first().click();
    await expect(inList(teacher).getByText("Not sent yet: on this device")).toBeVisible();
    await expect(student.getByText(/^You’re offline\. Keep reading and writing/)).toBeVisible(RECOVERY);

    // The same folder and port again: the browsers find back by themselves, and what waited is sent, once.
    installation = await launch(dataDir, { PORT: port });
    expect(installation.setupLink).toBeNull();
    await expect(inList(student).getByText(MEANWHILE)).toBeVisible(RECOVERY);
    await expect(inList(teacher).getByText("Not sent yet: on this device")).toBeHidden(RECOVERY);
    await expect(student.getByText(/^You’re offline/)).toBeHidden();
    await expect(box).toHaveValue(HALF);

    await box.pressSequentially(" ends after all.");
    await margin(student).getByRole("button", { name: "Post", exact: true }).click();
    await expect(margin(teacher).getByText(`${HALF} ends after all.`)).toBeVisible(SOON);

    // Nothing lost, nothing doubled: what the pages show is what a fresh read shows.
    for (const page of [teacher, student]) {
      for (const reload of [false, true]) {
        if (reload) await page.reload();
        for (const text of [FIRST, REPLY, MEANWHILE, `${HALF} ends after all.`])
          await expect(inList(page).getByText(text, { exact: true })).toHaveCount(1);
        await expect(page.getByText(/\b4 comments\b/).first()).toBeVisible();
      }
    }
  } finally {
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
