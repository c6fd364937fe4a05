import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What the colours of a theme can break; everything else is the same in both.
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * Asks in the page itself, for its violations alone. The other way opens a blank page for each question and describes
 * every element that passed, which takes three times as long; it is for frames of other origins, of which we have none.
 */
const ask = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });

/** One line for each element that axe objects to. */
async function objections(page: Page, builder: AxeBuilder, theme: string): Promise<string[]> {
  const { violations, passes } = await builder.analyze();
  if (passes.length === 0) throw new Error(`axe looked at nothing of ${page.url()}`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1).join(" ").replace(/\s+/g, " ");
      return `${theme}: ${id} (${help}) at ${target.join(" ")}: ${why}`;
    }),
  );
}

/**
 * Hides what a modal dialog lies on. To axe a dialog has no layer of its own: whatever is behind its words could lie over
 * them, and it gives no answer on their colours.
 */
const hideBehindDialogs = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body:has(dialog:modal) :not(dialog:modal, dialog:modal *) { visibility: hidden !important }
      dialog:modal { visibility: visible !important }`);
    document.adoptedStyleSheets = [sheet];
  });

/** Asks axe about a page as it stands, in light and in dark; about an open modal dialog alone. */
export async function askAxe(page: Page): Promise<string[]> {
  await hideBehindDialogs(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await objections(page, ask(page).withTags(TAGS), "light");
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await objections(page, ask(page).withRules(COLOUR_RULES), "dark");
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return [...light, ...dark];
}
