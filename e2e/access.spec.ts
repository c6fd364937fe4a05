import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { joinScene, makeScene, PASSWORD, sectionUrl } from "./setup/people";
import { expectTheText } from "./setup/reading";
import { expect, test } from "./setup/test";

const NOTHING = "There is nothing here for you.";

/** What a person sees and hears of a page, and how the server answered. */
async function look(page: Page, path: string): Promise<{ status: number; seen: string }> {
  const response = await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const seen = await page
    .getByRole("document")
    .ariaSnapshot()
    .catch(() => page.content());
  return { status: response?.status() ?? 0, seen: `${await page.title()}\n${seen}` };
}

test("Who is signed out goes to sign in, and comes back to where the link led", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(null);
  for (const path of [
    sectionUrl(scene),
    `/classrooms/${scene.classroomId}`,
    `/classrooms/${scene.classroomId}/questions`,
    `/classrooms/${scene.classroomId}/members`,
    `/classrooms/${randomUUID()}`,
    "/classrooms",
    "/classrooms/new",
    "/people",
    "/account",
    "/",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    const next = new URL(page.url()).searchParams.get("next") ?? "/";
    expect(next, path).toBe(path);
  }
  await page.goto(`${sectionUrl(scene)}#paragraph`);
  await page.getByLabel("User name").fill(maya.username);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`^[^#]*${sectionUrl(scene)}`));
  await expectTheText(page);
});

test("Nobody is sent to another house after signing in", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  for (const next of [
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "javascript:1",
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`/classrooms/${scene.classroomId}`);
  }
});

test("Another class's pages look like pages that do not exist", async ({ openBrowser }) => {
  const scene = await makeScene();
  const other = await makeScene("Mr Haddad");
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  for (const rest of ["", `/sections/${other.section}`, "/questions", "/members", "/code", "/reports"]) {
    const theirs = await look(page, `/classrooms/${other.classroomId}${rest}`);
    const nobodys = await look(page, `/classrooms/${randomUUID()}${rest}`);
    expect(theirs, rest).toEqual(nobodys);
    expect(theirs.status).toBe(404);
    expect(theirs.seen).toContain(NOTHING);
    expect(theirs.seen).not.toContain("Haddad");
  }
});

test("The teacher's pages are not there for a student, nor the administrator's for a teacher", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  for (const rest of ["members", "code", "reports"]) {
    const ours = await look(page, `/classrooms/${scene.classroomId}/${rest}`);
    expect(ours, rest).toEqual(await look(page, `/classrooms/${randomUUID()}/${rest}`));
    expect(ours.seen, rest).toContain(NOTHING);
  }
  expect((await look(page, "/people")).seen).toContain(NOTHING);
  await page.goto("/classrooms/new");
  await expect(
    page.getByRole("heading", { name: "Classes are set up by teachers.", level: 1 }),
  ).toBeVisible();

  const teacher = await openBrowser(scene.teacher);
  expect((await look(teacher.page, "/people")).seen).toContain(NOTHING);
  // What a role has no page for stands in no menu of it either.
  await page.goto(`/classrooms/${scene.classroomId}`);
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText([
    "Home",
    "Read",
    "Questions",
    "Debates",
    "My notes",
  ]);
});
