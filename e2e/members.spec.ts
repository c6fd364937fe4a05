import { ask, joinScene, makeScene, type Person, type Scene, sectionUrl, signInByHttp } from "./setup/people";
import { expectTheText } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

const membersUrl = ({ classroomId }: Scene): string => `/classrooms/${classroomId}/members`;

test("A removed student is out at once, also where a page is open", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const student = await openBrowser(maya);
  await student.page.goto(sectionUrl(scene));
  await expectTheText(student.page);

  const { page } = await openBrowser(scene.teacher);
  await page.goto(membersUrl(scene));
  await expect(page.getByRole("heading", { name: "Two people are in this class.", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Change Maya Lindqvist" }).click();
  await page.getByRole("button", { name: "Remove from the class" }).click();
  const question = page.getByRole("dialog", { name: "Remove Maya Lindqvist?" });
  await question.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("row", { name: /Maya Lindqvist/ })).toHaveCount(0);

  await expect(student.page.getByText("You are not in this class any more.")).toBeVisible(SOON);
  await student.page.reload();
  await expect(student.page.getByRole("heading", { name: "There is nothing here for you." })).toBeVisible();
  await student.page.goto("/classrooms");
  await expect(student.page.getByRole("heading", { name: "You are in no class yet." })).toBeVisible();
});

test("A teacher gives a new password in class, and the old sessions end", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(scene.teacher);
  await page.goto(membersUrl(scene));
  const row = page.getByRole("row", { name: /Maya Lindqvist/ });
  await expect(row.getByRole("cell", { name: maya.username })).toBeVisible();
  await row.getByRole("button", { name: "Change Maya Lindqvist" }).click();
  await page.getByRole("button", { name: "Give a new password" }).click();
  await page
    .getByRole("dialog", { name: "Give Maya Lindqvist a new password?" })
    .getByRole("button", { name: "Make a new password" })
    .click();
  const answer = page.getByRole("dialog", { name: "A new password for Maya Lindqvist" });
  const password = (await answer.getByText(/^(\w{3}-){3}\w{3}$/).textContent()) ?? "";

  expect(await ask("account.me", undefined, maya.cookie)).toBeNull();
  await expect(signInByHttp(maya.username, maya.password)).rejects.toThrow();
  await signInByHttp(maya.username, password);
  await answer.getByRole("button", { name: "It is written down" }).click();
  await expect(page.getByText(password)).toHaveCount(0);
});

test("A co-teacher gets the teacher's pages, and loses them again", async ({ openBrowser }) => {
  const scene = await makeScene();
  const ines = await joinScene(scene, "Ines Haddad");
  const { page } = await openBrowser(scene.teacher);
  const change = async (person: Person, action: string, answer: string) => {
    await page.goto(membersUrl(scene));
    await page.getByRole("button", { name: `Change ${person.name}` }).click();
    await page.getByRole("button", { name: action }).click();
    await page.getByRole("dialog").getByRole("button", { name: answer }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  const colleague = await openBrowser(ines);

  await change(ines, "Make a co-teacher", "Make co-teacher");
  await colleague.page.goto(`/classrooms/${scene.classroomId}`);
  await colleague.page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Members" })
    .click();
  await expect(colleague.page.getByRole("row", { name: /Ines Haddad \(you\)/ })).toContainText("Co-teacher");
  // Whoever set the class up stays its owner.
  await expect(colleague.page.getByRole("button", { name: `Change ${scene.teacher.name}` })).toHaveCount(0);

  await change(ines, "Make a student", "Make student");
  await colleague.page.reload();
  await expect(colleague.page.getByRole("heading", { name: "There is nothing here for you." })).toBeVisible();
});
