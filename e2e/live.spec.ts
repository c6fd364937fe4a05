import type { BrowserContext, Locator, Page, Request } from "@playwright/test";
import { call, cookiesOf, joinScene, makeScene, type Person, type Scene, sectionUrl } from "./setup/people";
import { post, sectionOf } from "./setup/reading";
import { expect, SOON, test } from "./setup/test";

/** A connection that was away is tried again within some seconds, or at once when the browser says it is back. */
const BACK = { timeout: 20_000 };

const list = (page: Page): Locator => page.getByRole("region", { name: "Talk about this section" });

/** The words of every thread in the list, without what depends on who has looked at them when. */
const words = async (page: Page): Promise<string[]> => {
  // Not as it is drawn: a thread far from the screen is not.
  const texts = await list(page).getByRole("article").allTextContents();
  return texts.map((text) => text.replace(/ new\b/g, "").replace(/just now|\d+ \w+ ago/g, "then"));
};

/** What the page shows is what a fresh read shows. */
async function expectFresh(context: BrowserContext, page: Page): Promise<void> {
  const fresh = await context.newPage();
  await fresh.goto(page.url());
  await expect(list(fresh).getByRole("article").first()).toBeVisible();
  await expect.poll(async () => words(page), BACK).toEqual(await words(fresh));
  await fresh.close();
}

/** Answers with the tabs that hold a stream of changes open. */
function holdersIn(context: BrowserContext): () => Page[] {
  const open = new Map<Request, Page>();
  context.on("request", (request) => {
    if (request.url().includes("/live.onChange")) open.set(request, request.frame().page());
  });
  context.on("requestfinished", (request) => open.delete(request));
  context.on("requestfailed", (request) => open.delete(request));
  return () => [...open.values()].filter((page) => !page.isClosed());
}

async function aClass(): Promise<{ scene: Scene; maya: Person; tomasz: Person }> {
  const scene = await makeScene();
  const maya = await joinScene(scene, "Maya Lindqvist");
  return { scene, maya, tomasz: await joinScene(scene, "Tomasz Nowak") };
}

test("Eight tabs of a browser share one stream, and another goes on with it when one is closed", async ({
  openBrowser,
}) => {
  const { scene, maya, tomasz } = await aClass();
  const spot = { scene, section: await sectionOf(scene) };
  const { context, page } = await openBrowser(maya);
  const holders = holdersIn(context);
  let tabs = [page];
  while (tabs.length < 8) tabs.push(await context.newPage());
  for (const tab of tabs) await tab.goto(sectionUrl(scene));

  for (const text of ["To all eight of you.", "To the seven that are left.", "To the six."]) {
    await post(tomasz, spot, text);
    for (const tab of tabs) await expect(list(tab).getByText(text)).toBeVisible(BACK);
    expect(holders()).toHaveLength(1);
    // The tab that holds the stream goes.
    const [holder] = holders();
    tabs = tabs.filter((tab) => tab !== holder);
    await holder?.close();
  }
});

test("A tab that was put to sleep with the stream does not silence the others", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await aClass();
  const spot = { scene, section: await sectionOf(scene) };
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await post(tomasz, spot, "Awake.");
  await expect(list(page).getByText("Awake.")).toBeVisible(BACK);
  // A page that holds what the stream's tab holds, and answers nobody, as a phone leaves it in the background.
  const asleep = await context.newPage();
  await asleep.goto("/privacy");
  await asleep.evaluate(async () => {
    const { held } = await navigator.locks.query();
    const name = held?.map((lock) => lock.name).find((one) => one?.startsWith("commonplace-live-"));
    if (!name) throw new Error("nobody holds the stream");
    void navigator.locks.request(name, { steal: true }, () => new Promise(() => {})).catch(() => {});
  });
  await page.bringToFront();
  await post(tomasz, spot, "Said while it slept.");
  await expect(list(page).getByText("Said while it slept.")).toBeVisible(BACK);
});

test("Where tabs cannot agree, as on plain http, the tab that is looked at hears", async ({
  openBrowser,
}) => {
  const { scene, maya, tomasz } = await aClass();
  const spot = { scene, section: await sectionOf(scene) };
  const { context, page } = await openBrowser(maya);
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined }),
  );
  await page.goto(sectionUrl(scene));
  await post(tomasz, spot, "Heard without locks.");
  await expect(list(page).getByText("Heard without locks.")).toBeVisible(BACK);
  await list(page).getByRole("textbox", { name: "Your comment on the whole section" }).fill("And said.");
  await page.keyboard.press("Control+Enter");
  await expect(list(page).getByText("Not sent yet: on this device")).toHaveCount(0, BACK);
  await page.reload();
  await expect(list(page).getByText("And said.", { exact: true })).toHaveCount(1);
});

test("After the network was away a page shows what a fresh read shows", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await aClass();
  const section = await sectionOf(scene);
  const spot = { scene, section, paragraph: 1 };
  const { classroomId } = scene;
  const ids = [];
  for (const text of ["To be edited.", "To be removed.", "To be hidden.", "To be answered.", "To be closed."])
    ids.push(await post(tomasz, spot, text));
  const [edited, removed, hidden, answered, closed] = ids;
  await post(maya, { ...spot, parentId: answered }, "A first answer.");

  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await expect(list(page).getByText("To be closed.")).toBeVisible();
  await post(tomasz, spot, "The stream is open.");
  await expect(list(page).getByText("The stream is open.")).toBeVisible(BACK);

  await context.setOffline(true);
  await expect(page.getByText(/^You’re offline\. Keep reading and writing/)).toBeVisible(BACK);
  const teacher = scene.teacher.cookie;
  await call(
    "comment.update",
    { classroomId, commentId: edited, text: "Edited.", version: 1 },
    tomasz.cookie,
  );
  await call("comment.delete", { classroomId, commentId: removed }, tomasz.cookie);
  await call("moderation.hide", { classroomId, commentId: hidden, reason: "Not here." }, teacher);
  await call("comment.lock", { classroomId, commentId: closed, locked: true }, teacher);
  await call("comment.pin", { classroomId, commentId: answered, pinned: true }, teacher);
  await post(tomasz, { ...spot, parentId: answered }, "A second answer.");
  await post(scene.teacher, { scene, section }, "Written meanwhile.");
  await expect(list(page).getByText("Written meanwhile.")).toHaveCount(0);

  await context.setOffline(false);
  await expect(list(page).getByText("Written meanwhile.")).toBeVisible(BACK);
  await expect(page.getByText(/^You’re offline/)).toBeHidden();
  await expect(list(page).getByText("To be removed.")).toHaveCount(0);
  await expectFresh(context, page);
  // And it goes on by itself.
  await post(tomasz, spot, "And on.");
  await expect(list(page).getByText("And on.")).toBeVisible(SOON);
});

test("A page that was left and is come back to shows what happened meanwhile", async ({ openBrowser }) => {
  const { scene, maya, tomasz } = await aClass();
  const spot = { scene, section: await sectionOf(scene) };
  await post(tomasz, spot, "Before.");
  const { context, page } = await openBrowser(maya);
  await page.goto(sectionUrl(scene));
  await expect(list(page).getByText("Before.")).toBeVisible();
  await page.goto("/privacy");
  await post(tomasz, spot, "While you were elsewhere.");
  await page.goBack();
  await expect(list(page).getByText("While you were elsewhere.")).toBeVisible(BACK);
  await expectFresh(context, page);
});

test("When somebody else signs in in a browser, its older pages neither show nor send anything more", async ({
  openBrowser,
}) => {
  const { scene, maya, tomasz } = await aClass();
  const spot = { scene, section: await sectionOf(scene) };
  const { context, page } = await openBrowser(maya);
  const other = await context.newPage();
  for (const one of [page, other]) await one.goto(sectionUrl(scene));
  await post(tomasz, spot, "Both hear.");
  for (const one of [page, other]) await expect(list(one).getByText("Both hear.")).toBeVisible(BACK);

  // The cookie is another person's from one moment to the next, as when both use one device.
  await context.addCookies(cookiesOf(tomasz));
  await list(page).getByRole("textbox", { name: "Your comment on the whole section" }).fill("Maya’s words.");
  await page.keyboard.press("Control+Enter");
  for (const one of [page, other]) {
    await expect(one.getByRole("button", { name: "Tomasz Nowak, your account" })).toBeVisible(BACK);
    await expect(list(one).getByText("Maya’s words.")).toHaveCount(0);
    await expect(list(one).getByRole("textbox")).toHaveValue("");
  }
  // They are Maya's still, and go when she is back.
  await context.addCookies(cookiesOf(maya));
  await page.goto(sectionUrl(scene));
  const teacher = (await openBrowser(scene.teacher)).page;
  await teacher.goto(sectionUrl(scene));
  await expect(
    list(teacher).getByRole("article", { name: "Thread begun by Maya Lindqvist" }).getByText("Maya’s words."),
  ).toBeVisible(BACK);
});
