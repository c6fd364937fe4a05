import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { cookiesOf, type Person } from "./people";

export { expect } from "@playwright/test";

/**
 * How long is waited for another browser to show what somebody did here, on a machine that does other work as well.
 * How soon it does is measured by the bench and asserted nowhere.
 */
export const SOON = { timeout: 15_000 };

export type Device = { context: BrowserContext; page: Page };

type Options = BrowserContextOptions & {
  /** Faults of the page that this test brings about on purpose. */
  mayFail?: RegExp;
};

type Tools = {
  /** Opens a browser of its own, signed in as somebody or, with null, as nobody. It is closed after the test. */
  openBrowser: (person: Person | null, options?: Options) => Promise<Device>;
};

/**
 * The test of every spec: whatever a test is about, its pages must throw nothing, break no content security policy
 * and ask no other house for anything.
 */
export const test = base.extend<Tools>({
  openBrowser: async ({ browser }, use) => {
    const devices: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (person, { mayFail, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL, ...options });
      devices.push(context);
      const home = options.baseURL ?? process.env.E2E_BASE_URL ?? "";
      watch(context, home, (fault) => {
        if (!mayFail?.test(fault)) faults.push(fault);
      });
      if (person) await context.addCookies(cookiesOf(person, home));
      return { context, page: await context.newPage() };
    });
    for (const context of devices) await context.close();
    base.expect(faults, "faults of the pages").toEqual([]);
  },
});

function watch(context: BrowserContext, home: string, tell: (fault: string) => void): void {
  const origin = new URL(home).origin;
  const isOurs = (page: Page) => page.url().startsWith(origin);
  context.on("weberror", (error) => {
    const page = error.page();
    if (!page || isOurs(page)) tell(`threw: ${error.error().stack ?? error.error().message}`);
  });
  context.on("console", (message) => {
    const page = message.page();
    if (/Content Security Policy/i.test(message.text()) && (!page || isOurs(page))) tell(message.text());
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!/^https?:$/.test(url.protocol) || url.origin === origin) return;
    // Going to another house is the person's own step; being sent for a part of the page is not.
    if (request.isNavigationRequest() || !request.frame().url().startsWith(origin)) return;
    tell(`asked another house: ${request.url()}`);
  });
}
