import type { Page } from "@playwright/test";
import { askAxe } from "./setup/axe";
import { ask, call, joinScene, makeScene, type Scene, sectionUrl } from "./setup/people";
import { expectTheText, post, type Section, sectionOf } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

/** The address of the first section of a part, as its teacher reads it in the contents. */
async function lastSection(scene: Scene): Promise<Section & { path: string; html: string }> {
  type Parts = { sections: { path: string }[] }[];
  const { section } = await ask<{ section: { contents: { parts: Parts } } }>(
    "guide.section",
    { classroomId: scene.classroomId, path: scene.section },
    scene.teacher.cookie,
  );
  const path = section.contents.parts.at(-1)?.sections[0]?.path ?? "";
  return (await sectionOf(scene, path)) as Section & { path: string; html: string };
}

/** What a datetime field takes for a day from now, in the browser's own time. */
const daysFromNow = (days: number): string => {
  const day = new Date(Date.now() + days * 86_400_000);
  return `${day.toISOString().slice(0, 10)}T08:30`;
};

/** Keeps every body the page receives from now on. */
function collect(page: Page): { bodies: string[]; settle: () => Promise<void> } {
  const bodies: string[] = [];
  const pending: Promise<void>[] = [];
  page.on("response", (response) => {
    if (!/html|json|javascript|x-component/.test(response.headers()["content-type"] ?? "")) return;
    pending.push(
      response.text().then(
        (text) => void bodies.push(text),
        () => {},
      ),
    );
  });
  return { bodies, settle: async () => void (await Promise.all(pending)) };
}

/** Locks the part of a section, or with null opens it. */
const lock = (scene: Scene, section: { path: string }, until: Date | null) =>
  call(
    "guide.lockPart",
    {
      classroomId: scene.classroomId,
      partKey: section.path.split("/")[0],
      until: until?.toISOString() ?? null,
    },
    scene.teacher.cookie,
  );

const lockForm = (page: Page, part: string) => page.getByRole("region", { name: part });

test("A locked part leaves the page it is read on, comes by no door, and is back when it opens", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const [maya, priya] = [await joinScene(scene, "Maya Lindqvist"), await joinScene(scene, "Priya Nair")];
  const section = await lastSection(scene);
  await post(priya, { scene, section, paragraph: 1 }, "A word about the marmalade.");
  const words = section.html.replace(/<[^>]*>/g, "").slice(20, 70);

  const student = await openBrowser(maya);
  await student.page.goto(sectionUrl(scene, section.path));
  await expectTheText(student.page);
  await expect(student.page.getByText("A word about the marmalade.").first()).toBeVisible();

  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/sections/${section.path}`);
  await page.getByRole("link", { name: "Lock or open parts" }).click();
  await expect(page.getByRole("heading", { name: "Open and locked parts", level: 1 })).toBeVisible();
  const form = lockForm(page, "Criticism");
  // Nothing chosen, then by keyboard.
  await form.getByRole("button", { name: /^Lock this part/ }).click();
  await expect(form.getByText("Choose a day and a time.")).toBeVisible();
  await form.getByLabel("Lock it until").fill(daysFromNow(3));
  const { bodies, settle } = collect(student.page);
  await form.getByLabel("Lock it until").press("Enter");
  await expect(form.getByText(/Locked\. Opens .*8:30\./)).toBeVisible();

  await expect(student.page.getByText(/Your teacher opens this part .* 8:30\./)).toBeVisible(SOON);
  await expect(student.page.getByRole("article", { name: "The text" })).toHaveCount(0);
  await expect(student.page.getByRole("navigation", { name: "Contents" }).getByText(/Opens /)).toHaveCount(1);

  // What is written there meanwhile is not heard, nor found on any page.
  await post(scene.teacher, { scene, section, paragraph: 1 }, "A word about the marmalade again.");
  await student.page.goto(`/classrooms/${scene.classroomId}`);
  await expect(student.page.getByRole("heading", { level: 1 })).toBeVisible();
  await student.page.goto(sectionUrl(scene, section.path));
  await expect(student.page.getByText(/Your teacher opens this part/)).toBeVisible();
  await settle();
  expect(bodies.length).toBeGreaterThan(3);
  for (const body of bodies) {
    expect(body).not.toContain("marmalade");
    expect(body).not.toContain(words);
  }
  await student.page.setViewportSize({ width: 320, height: 700 });
  expect(await askAxe(student.page)).toEqual([]);
  expect(await student.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await form.getByRole("button", { name: /^Open it now/ }).click();
  await expect(form.getByText("Open to everyone in the class.")).toBeVisible();
  await expectTheText(student.page);
});

test("A lock that comes after the page was read and before it listens is told", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await lastSection(scene);
  const { page } = await openBrowser(maya);
  let listen = () => {};
  const held = new Promise<void>((resolve) => {
    listen = resolve;
  });
  await page.route("**/api/trpc/live.onChange**", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(sectionUrl(scene, section.path));
  await expectTheText(page);
  await lock(scene, section, new Date(Date.now() + 86_400_000));
  listen();
  await expect(page.getByText(/Your teacher opens this part/)).toBeVisible(SOON);
});

test("What was being written in a part when it is locked is there when it opens", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const section = await lastSection(scene);
  const { page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene, section.path));
  const box = page.getByRole("textbox", { name: "Your comment on the whole section" });
  await box.fill("Half a thought about pity");
  await lock(scene, section, new Date(Date.now() + 86_400_000));
  await expect(page.getByText(/Your teacher opens this part/)).toBeVisible(SOON);
  await lock(scene, section, null);
  await expectTheText(page);
  await expect(box).toHaveValue("Half a thought about pity");
});
