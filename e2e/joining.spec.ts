import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { withDatabase } from "./setup/database";
import {
  ADMINISTRATOR,
  ask,
  call,
  joinScene,
  makeScene,
  PASSWORD,
  type Person,
  type Scene,
  signInByHttp,
} from "./setup/people";
import { expect, test } from "./setup/test";

const CLOSED = "This class is not taking anybody in at present. Ask your teacher for a new code.";
const unknown = (code: string) => `No class has the code ${code}. Check each letter against the board.`;

async function fillAccount(page: Page, { name, username }: { name: string; username: string }) {
  await page.getByLabel(/^Your name/).fill(name);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
}

const anyUsername = (): string => `reader.${randomUUID().slice(0, 8)}`;
const shown = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
const codeNow = async ({ classroomId, teacher }: Scene): Promise<string> =>
  (await ask<{ code: string }>("classroom.code", { classroomId }, teacher.cookie)).code;

test("A student joins by the code on the board, with a name and a password and nothing more", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const teacher = await openBrowser(scene.teacher);
  await teacher.page.goto(`/classrooms/${scene.classroomId}/code`);
  await expect(teacher.page.getByText(scene.code)).toBeVisible();

  const { page } = await openBrowser(null);
  await page.goto("/join");
  // As people type: lower case, spaces anywhere.
  await page
    .getByLabel("Class code")
    .fill(` ${scene.code.slice(0, 3).toLowerCase()} ${scene.code.slice(3)} `);
  await expect(page.getByText(`${scene.teacher.name}, reading Never Let Me Go`)).toBeVisible();
  await page.getByLabel("Your name in this class").fill("Jonas Weiß");
  await expect(page.getByLabel("User name")).toHaveValue(/^jonas\.weiss/);
  await page.getByLabel("User name").fill(anyUsername());
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join the class" }).click();
  await expect(page).toHaveURL(`/classrooms/${scene.classroomId}`);
});

test("A taken user name and a taken name each get a sentence that helps", async ({ openBrowser }) => {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya L.");
  const { page } = await openBrowser(null);
  await page.goto(`/join/${scene.code}`);
  await fillAccount(page, { name: "Another Maya", username: maya.username });
  const join = page.getByRole("button", { name: "Join the class" });
  await join.click();
  const username = page.getByLabel("User name");
  await expect(username).toBeFocused();
  await expect(username).toHaveAccessibleDescription(
    new RegExp(`The user name ${maya.username} is taken\\. \\S+ is free\\.`),
  );

  await username.fill(anyUsername());
  const name = page.getByLabel("Your name in this class");
  await name.fill("maya l.");
  await join.click();
  await expect(name).toHaveAccessibleDescription(
    /^maya l\. is taken in this class\. Add more of your surname\.$/,
  );
  await name.fill("Maya Lund");
  await join.click();
  await expect(page).toHaveURL(`/classrooms/${scene.classroomId}`);
});

test("An unknown code, a rotated one and one that has run out get the same sentence", async ({
  openBrowser,
}) => {
  const scene = await makeScene();
  const { page } = await openBrowser(null);
  const code = page.getByLabel("Class code");
  const expectUnknown = async (typed: string) => {
    await code.fill(typed);
    await expect(code).toHaveAccessibleDescription(new RegExp(unknown(shown(typed))));
  };
  await page.goto("/join");
  await expectUnknown("ZZZZ0000");

  const before = scene.code;
  await call("classroom.rotateCode", { classroomId: scene.classroomId, days: 14 }, scene.teacher.cookie);
  await expectUnknown(before);

  const over = await codeNow(scene);
  await withDatabase(
    (sql) =>
      sql`update classrooms set join_code_expires_at = now() - interval '1 minute' where id = ${scene.classroomId}`,
  );
  await expectUnknown(over);
});

test("The teacher changes the code on the board and closes it", async ({ openBrowser }) => {
  const scene = await makeScene();
  const { page } = await openBrowser(scene.teacher);
  await page.goto(`/classrooms/${scene.classroomId}/code`);
  await expect(page.getByText(scene.code)).toBeVisible();
  await page.getByRole("button", { name: "Make a new code" }).click();
  await page
    .getByRole("dialog", { name: "Make a new code?" })
    .getByRole("button", { name: "Make a new code" })
    .click();
  await expect(page.getByText(scene.code)).toBeHidden();
  const fresh = await codeNow(scene);
  await expect(page.getByText(fresh)).toBeVisible();

  await page.getByRole("button", { name: "Close the code" }).click();
  await page
    .getByRole("dialog", { name: "Close the code?" })
    .getByRole("button", { name: "Close the code" })
    .click();
  await expect(page.getByRole("heading", { name: "This class takes nobody in at present." })).toBeVisible();
  const student = await openBrowser(null);
  await student.page.goto("/join");
  await student.page.getByLabel("Class code").fill(fresh);
  await expect(student.page.getByLabel("Class code")).toHaveAccessibleDescription(new RegExp(CLOSED));

  // Nothing is left to lose, so nothing is asked.
  await page.getByRole("button", { name: "Make a new code" }).click();
  await expect(page.getByRole("heading", { name: /^Go to/ })).toBeVisible();
});

test("Somebody who is signed in joins another class without a new account", async ({ openBrowser }) => {
  const scene = await makeScene();
  const other = await makeScene("Mr Haddad");
  const maya = await joinScene(scene, "Maya Lindqvist");
  const { page } = await openBrowser(maya);
  await page.goto(`/join/${other.code}`);
  await expect(page.getByLabel("Your name in this class")).toHaveValue("Maya Lindqvist");
  await expect(page.getByLabel("User name")).toHaveCount(0);
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Join the class" }).click();
  await expect(page).toHaveURL(`/classrooms/${other.classroomId}`);
  await page.goto("/classrooms");
  await expect(page.getByRole("link", { name: "Year 11, set B" })).toHaveCount(2);
});

test("An invitation makes one teacher, once", async ({ openBrowser }) => {
  const administrator: Person = {
    ...ADMINISTRATOR,
    cookie: await signInByHttp(ADMINISTRATOR.username, ADMINISTRATOR.password),
  };
  const { page } = await openBrowser(administrator);
  await page.goto("/people");
  await page.getByRole("button", { name: "Make an invitation link" }).click();
  const link = await page.getByLabel("The link").inputValue();

  const teacher = await openBrowser(null);
  await teacher.page.goto(link);
  await fillAccount(teacher.page, { name: "Ines Haddad", username: anyUsername() });
  await teacher.page.getByRole("button", { name: "Make my account" }).click();
  await expect(teacher.page.getByRole("heading", { name: "Set up a class", level: 1 })).toBeVisible();

  const second = await openBrowser(null);
  await second.page.goto(link);
  await expect(
    second.page.getByRole("heading", { name: "This invitation is no longer good", level: 1 }),
  ).toBeVisible();
});

test("The set-up link is good once", async ({ openBrowser }) => {
  const { page } = await openBrowser(null);
  await page.goto(process.env.E2E_SETUP_LINK ?? "");
  await fillAccount(page, { name: "Mallory", username: anyUsername() });
  await page.getByRole("button", { name: "Make my account" }).click();
  // The refusal stands where it can be read; there is no account.
  await expect(
    page.getByText(
      "This set-up link does not work any more. Start again from the address the server printed.",
    ),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/setup\?code=/);
});
