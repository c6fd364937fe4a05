import { expect, type Locator, type Page } from "@playwright/test";

/** Words of the text, by the paragraph's printed number; `nth` of several times they stand there. */
export type Words = { paragraph: number; words: string; nth?: number };

type Point = { x: number; y: number };

/** Where words of the text begin and end on the screen; they are scrolled into view first. */
export async function placeOf(page: Page, { paragraph, words, nth = 0 }: Words): Promise<[Point, Point]> {
  return page.evaluate(
    async ({ paragraph, words, nth }) => {
      await document.fonts.ready;
      const number = [...document.querySelectorAll("#text a.pn")].find(
        (link) => link.textContent === String(paragraph),
      );
      const element = number?.closest<HTMLElement>("[data-paragraph]");
      if (!element) throw new Error(`no paragraph ${paragraph}`);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode())
        if (!walker.currentNode.parentElement?.closest(".pn, .tools, .to-notes, button"))
          nodes.push(walker.currentNode as Text);
      const text = nodes.map(({ data }) => data).join("");
      let at = -1;
      for (let n = 0; n <= nth; n++) at = text.indexOf(words, at + 1);
      if (at < 0) throw new Error(`"${words}" does not stand in paragraph ${paragraph}`);
      const point = (position: number, isEnd: boolean): [Text, number] => {
        let from = 0;
        for (const node of nodes) {
          const to = from + node.length;
          if (isEnd ? position <= to : position < to) return [node, position - from];
          from = to;
        }
        throw new Error("outside");
      };
      const range = document.createRange();
      range.setStart(...point(at, false));
      range.setEnd(...point(at + words.length, true));
      const view = range.getBoundingClientRect();
      if (view.top < 120 || view.bottom > innerHeight - 260)
        window.scrollBy({ top: view.top - 200, behavior: "instant" });
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const [first, last] = [rects[0], rects.at(-1)];
      if (!first || !last) throw new Error("not drawn");
      return [
        { x: first.left + 1, y: (first.top + first.bottom) / 2 },
        { x: last.right - 1, y: (last.top + last.bottom) / 2 },
      ];
    },
    { paragraph, words, nth },
  );
}

/** Drags the mouse from the beginning of words to their end, or to the end of others. */
export async function drag(page: Page, from: Words, to: Words = from): Promise<void> {
  const [start] = await placeOf(page, from);
  const [, end] = await placeOf(page, to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 3 });
  await page.mouse.up();
}

/** Selects words with the mouse and waits for what can be done with them. */
export async function select(page: Page, from: Words, to: Words = from): Promise<void> {
  await drag(page, from, to);
  await expect(bar(page)).toBeVisible();
}

/** Selects words as a finger does: a touch on the page, then the system's own selection. */
export async function selectByTouch(page: Page, at: Words): Promise<void> {
  const [start, end] = await placeOf(page, at);
  await page.touchscreen.tap(start.x, start.y);
  await page.evaluate(
    ([from, to]) => {
      const first = document.caretRangeFromPoint(from?.x ?? 0, from?.y ?? 0);
      const last = document.caretRangeFromPoint(to?.x ?? 0, to?.y ?? 0);
      if (first && last)
        getSelection()?.setBaseAndExtent(
          first.startContainer,
          first.startOffset,
          last.startContainer,
          last.startOffset,
        );
    },
    [start, end],
  );
  await expect(bar(page)).toBeVisible();
}

/** The bar at the selection. */
export const bar = (page: Page): Locator => page.getByRole("toolbar", { name: "Mark this passage" });

/** What is drawn as marked, as the text says it: each run's words with its inks. */
export const drawn = (page: Page): Promise<string[]> =>
  page.locator("#text mark[data-mark]").evaluateAll((marks) => {
    const said: { ids: string; words: string; inks: string }[] = [];
    for (const mark of marks as HTMLElement[]) {
      const ids = mark.dataset.mark ?? "";
      const inks = mark.dataset.inks ?? "";
      const words = [...mark.childNodes]
        .filter((node) => !(node instanceof Element && node.matches(".to-notes")))
        .map((node) => node.textContent)
        .join("");
      const before = said.at(-1);
      if (before?.ids === ids && before.inks === inks) before.words += words;
      else said.push({ ids, words, inks });
    }
    return said.map(({ words, inks }) => `${words} [${inks}]`);
  });

/** Waits for the marks that are drawn. */
export const expectDrawn = (page: Page, marks: string[]) =>
  expect.poll(() => drawn(page), { timeout: 10_000 }).toEqual(marks);
