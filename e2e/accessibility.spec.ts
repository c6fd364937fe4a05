import type { Page } from "@playwright/test";
import { askedOf } from "./setup/asked";
import { askAxe } from "./setup/axe";
import { debatesOf } from "./setup/debates";
import { type LivedIn, livedIn, personOf } from "./setup/lived-in";
import { debatePages, HALVES, halfOf, pagesFor, questionPages, type Role } from "./setup/pages";
import { call, sectionUrl } from "./setup/people";
import { margin, writeOn } from "./setup/reading";
import { expect, test } from "./setup/test";

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const ROLES: Role[] = ["nobody", "student", "teacher", "administrator"];

/** Something that is open on a page, and how one comes to it. */
type State = {
  name: string;
  as: Role;
  at: (scene: LivedIn) => string;
  open: (page: Page, scene: LivedIn) => Promise<void>;
};

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const inClass = (rest: string) => (scene: LivedIn) => `/classrooms/${scene.scene.classroomId}${rest}`;
const section = ({ scene }: LivedIn) => sectionUrl(scene);

const ANYWHERE: State[] = [
  {
    name: "sign-in refused",
    as: "nobody",
    at: () => "/sign-in",
    open: async (page) => {
      await press(page, "Sign in");
      await expect(page.getByRole("heading", { name: "There is a problem" })).toBeVisible();
    },
  },
  {
    name: "joining with a taken name",
    as: "nobody",
    at: ({ scene }) => `/join/${scene.code}`,
    open: async (page, { maya }) => {
      await expect(page.getByText("reading Never Let Me Go")).toBeVisible();
      await page.getByLabel("Your name in this class").fill("Another Maya");
      await page.getByLabel("User name").fill(maya.username);
      await page.getByLabel("Password", { exact: true }).fill("something else again");
      await press(page, "Join the class");
      await expect(page.getByText(/is taken/)).toBeVisible();
    },
  },
  {
    name: "text settings",
    as: "student",
    at: inClass(""),
    open: async (page) => {
      await press(page, "Text settings");
      await expect(page.getByRole("slider", { name: "Text size" })).toBeVisible();
    },
  },
  {
    name: "search over a page",
    as: "student",
    at: inClass("/questions"),
    open: async (page) => {
      await expect(async () => {
        await page.keyboard.press("/");
        await expect(page.getByRole("dialog", { name: "Search" })).toBeVisible({ timeout: 500 });
      }).toPass();
      await page.keyboard.type("hailshem");
      await expect(page.getByText("Also searched for Hailsham.")).toBeVisible();
    },
  },
  {
    name: "account menu",
    as: "teacher",
    at: inClass(""),
    open: async (page) => {
      await press(page, /your account$/);
      await expect(page.getByRole("link", { name: "Who can see what" })).toBeVisible();
    },
  },
  {
    name: "sign out everywhere",
    as: "student",
    at: () => "/account",
    open: async (page) => {
      await press(page, "Sign out everywhere");
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "an invitation link",
    as: "administrator",
    at: () => "/people",
    open: async (page) => {
      await press(page, "Make an invitation link");
      await expect(page.getByLabel("The link")).toBeVisible();
    },
  },
  {
    name: "what a teacher may do with a member",
    as: "teacher",
    at: inClass("/members"),
    open: async (page) => {
      await press(page, "Change Maya Lindqvist");
      await expect(page.getByRole("button", { name: "Remove from the class" })).toBeVisible();
    },
  },
  {
    name: "giving a new password",
    as: "teacher",
    at: inClass("/members"),
    open: async (page) => {
      await press(page, "Change Maya Lindqvist");
      await press(page, "Give a new password");
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "taking a comment off the page without a reason",
    as: "teacher",
    at: inClass("/reports"),
    open: async (page) => {
      await press(page, "Take it off the page");
      await page.getByRole("dialog").getByRole("button", { name: "Take it off the page" }).click();
      await expect(page.getByText("Say why, in a line.").first()).toBeVisible();
    },
  },
  {
    name: "a closed code",
    as: "teacher",
    at: inClass("/code"),
    open: async (page, { scene, teacher }) => {
      await call("classroom.closeCode", { classroomId: scene.classroomId }, teacher.cookie);
      await page.reload();
      await expect(
        page.getByRole("heading", { name: "This class takes nobody in at present." }),
      ).toBeVisible();
    },
  },
];

const WIDE_ONLY: State[] = [
  {
    name: "an open thread with a reply begun",
    as: "student",
    at: section,
    open: async (page) => {
      await margin(page).getByRole("button", { name: /^You/ }).first().click();
      await margin(page).getByRole("button", { name: "Reply to Tomasz Nowak" }).click();
      await expect(margin(page).getByRole("textbox")).toBeVisible();
    },
  },
  {
    name: "a comment begun, sent empty",
    as: "teacher",
    at: section,
    open: async (page) => {
      await writeOn(page, 1);
      await margin(page).getByRole("button", { name: "Post", exact: true }).click();
      await expect(page.getByText("Write something first.")).toBeVisible();
    },
  },
  {
    name: "the keys",
    as: "student",
    at: section,
    open: async (page) => {
      await expect(margin(page)).toBeVisible();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keys of this page" })).toBeVisible();
    },
  },
  {
    name: "what a comment said before",
    as: "student",
    at: section,
    open: async (page) => {
      await press(page, "edited");
      await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
    },
  },
  {
    name: "the menu of a comment",
    as: "teacher",
    at: section,
    open: async (page) => {
      await page
        .getByRole("region", { name: "Talk about this section" })
        .getByRole("button", { name: "More about the comment by Maya Lindqvist" })
        .first()
        .click();
      await expect(page.getByRole("button", { name: "Hide from the class" })).toBeVisible();
    },
  },
];

const PHONE_ONLY: State[] = [
  {
    name: "the sheet of a paragraph",
    as: "student",
    at: section,
    open: async (page) => {
      await press(page, /^Paragraph 2:/);
      await expect(page.getByRole("dialog", { name: /^Paragraph 2/ })).toBeVisible();
    },
  },
  {
    name: "the contents",
    as: "student",
    at: section,
    open: async (page) => {
      await press(page, "Contents");
      await expect(page.getByRole("navigation", { name: "Contents" })).toBeVisible();
    },
  },
];

/** Pages outside of a class look alike to everybody; joining differs for who is signed in, whoever that is. */
const isTheSameFor = (role: Role, name: string): boolean =>
  role !== "nobody" &&
  (["privacy", "forgotten", "nothing"].includes(name) || (role === "teacher" && name === "join"));

for (const [device, viewport, states] of [
  ["a wide screen", WIDE, [...ANYWHERE, ...WIDE_ONLY]],
  ["a phone", PHONE, [...ANYWHERE, ...PHONE_ONLY]],
] as const) {
  for (const role of ROLES) {
    for (const half of HALVES) {
      test(`axe objects to no page as ${role} on ${device}, in either theme: ${half}`, async ({
        openBrowser,
      }) => {
        test.setTimeout(120_000);
        const scene = await livedIn();
        const { page } = await openBrowser(personOf(scene, role), { viewport });
        const found: string[] = [];
        for (const { name, path, heading } of halfOf(pagesFor(role, scene.scene), half)) {
          if (isTheSameFor(role, name)) continue;
          await page.goto(path);
          await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
          if (name === "section")
            await expect(page.getByRole("article", { name: /^Thread/ }).first()).toBeVisible();
          for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
        }
        expect(found).toEqual([]);
      });
    }

    if (role === "student" || role === "teacher")
      test(`axe objects to no question as ${role} on ${device}, in either theme`, async ({ openBrowser }) => {
        const scene = await livedIn();
        const { page } = await openBrowser(personOf(scene, role), { viewport });
        const found: string[] = [];
        for (const { name, path, shows } of questionPages(role, scene.scene, await askedOf(scene))) {
          await page.goto(path);
          await expect(page.getByText(shows).first()).toBeVisible();
          for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
        }
        expect(found).toEqual([]);
      });

    if (role === "student" || role === "teacher")
      test(`axe objects to no debate as ${role} on ${device}, in either theme`, async ({ openBrowser }) => {
        const scene = await livedIn();
        const { page } = await openBrowser(personOf(scene, role), { viewport });
        const found: string[] = [];
        for (const { name, path, shows } of debatePages(role, scene.scene, await debatesOf(scene))) {
          await page.goto(path);
          await expect(page.getByText(shows).first()).toBeVisible();
          for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
        }
        expect(found).toEqual([]);
      });

    test(`axe objects to nothing that ${role} opens on ${device}, in either theme`, async ({
      openBrowser,
    }) => {
      test.setTimeout(120_000);
      const scene = await livedIn();
      const { page } = await openBrowser(personOf(scene, role), { viewport });
      const found: string[] = [];
      for (const { name, at, open } of states.filter(({ as }) => as === role)) {
        await page.goto(at(scene));
        await open(page, scene);
        for (const objection of await askAxe(page)) found.push(`${name}: ${objection}`);
      }
      expect(found).toEqual([]);
    });
  }
}
