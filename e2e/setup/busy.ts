import type { Page } from "@playwright/test";
import { fillWithNotes, notePlaceOf } from "./notes";
import { joinScene, makeScene } from "./people";
import { margin } from "./reading";
import { expect } from "./test";

/** A class whose first section has this many notes, and two of its readers. */
export async function busyScene(notes: number) {
  const scene = await makeScene();
  const names = ["Maya Lindqvist", "Tomasz Nowak", "Priya Nair", "Leo Fischer", "Amara Diallo"];
  const people = await Promise.all(names.map((name) => joinScene(scene, name)));
  const place = await notePlaceOf(scene);
  await fillWithNotes(place, people, notes);
  const [maya, tomasz] = people;
  if (!maya || !tomasz) throw new Error("nobody reads");
  return { scene, place, maya, tomasz };
}

/** Everything the page does on its own is over: what is fetched, what slides to its place, what is drawn later. */
export async function settled(page: Page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const idle = () => new Promise((resolve) => requestIdleCallback(resolve));
    await idle();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    // Notes beyond the screen come in pieces, a few a frame.
    const drawn = () => document.querySelectorAll(".notes .slot").length;
    for (let calm = 0, was = drawn(); calm < 5; was = drawn()) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await idle();
      calm = drawn() === was ? calm + 1 : 0;
    }
  });
}

/** Unfolds every line, so that every note has its place in the margin. */
export async function unfoldAll(page: Page) {
  await expect(
    margin(page)
      .getByRole("button", { name: /^\d+ more/ })
      .first(),
  ).toBeVisible();
  await page.evaluate(async () => {
    // Notes are drawn in pieces: a line that is passed before it is drawn would stay folded.
    const drawn = () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestIdleCallback(() => requestIdleCallback(resolve))),
      );
    for (;;) {
      const more = document.querySelector<HTMLElement>(".notes .more");
      const below = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (!more && below < 1) return;
      if (more) more.click();
      else scrollBy(0, innerHeight);
      await drawn();
    }
  });
}
