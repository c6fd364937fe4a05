// Going from page to page in the app, the browser keeps the sheets of the pages it left. A selector of such a sheet may
// reach nothing of the page that follows. The rule: each selector of a sheet names a class of the sheet's own, which no
// sheet styles that a page can have without it (pages are told by what they import). Where a class is too common for
// that, `:where(.page's-own)` before it says where it is meant, and weighs nothing. Sheets of every page are free.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const EXTENSIONS = ["", ".ts", ".tsx"];

/** A custom highlight's name is its own as a class is, and no element carries it. */
const EXCEPTIONS = new Set(["::highlight(sentence)"]);

type Sheet = { path: string; pages: Set<string>; selectors: string[] };

const files = new Map(
  readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(css|tsx?)$/.test(name) && !name.includes(".test."))
    .map((name) => join("app", name))
    .map((path) => [path, readFileSync(join(ROOT, path), "utf8")]),
);

/** All files that a file brings with it, itself among them. */
function broughtBy(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, name = ""] of files.get(path)?.matchAll(/(?:from|import)[\s(]*"(\.[^"]+)"/g) ?? []) {
    const base = join(dirname(path), name);
    const found = EXTENSIONS.map((end) => base + end).find((file) => files.has(file));
    if (found) broughtBy(found, seen);
  }
  return seen;
}

/** A page, and what stands around it: the layouts and waiting pages of the folders it is in. */
function broughtByPage(page: string): Set<string> {
  const brought = broughtBy(page);
  for (let folder = dirname(page); folder !== "."; folder = dirname(folder))
    for (const name of ["layout", "loading", "error"]) broughtBy(join(folder, `${name}.tsx`), brought);
  return brought;
}

/** The selectors of a sheet, those within `@media` and the like too; a nested rule belongs to the one around it. */
function selectorsOf(css: string): string[] {
  const selectors: string[] = [];
  const around: string[] = [];
  for (const [part] of css.replace(/\/\*[\s\S]*?\*\/|"[^"]*"/g, "").matchAll(/[^{};]*[{};]/g)) {
    const words = part.slice(0, -1).trim();
    if (part.endsWith("}")) around.pop();
    if (!part.endsWith("{")) continue;
    if (!words.startsWith("@") && around.every((rule) => /^@(media|supports|layer|container)\b/.test(rule)))
      selectors.push(...words.split(/,(?![^()]*(?:\([^()]*\)[^()]*)*\))/).map((selector) => selector.trim()));
    around.push(words);
  }
  return selectors;
}

const IN_BRACKETS = String.raw`\((?:[^()]|\([^()]*\))*\)`;
const classesOf = (selector: string, but: string) =>
  [...selector.replace(new RegExp(`:(?:${but})${IN_BRACKETS}`, "g"), "").matchAll(/\.([a-z][\w-]*)/gi)].map(
    ([, name]) => name,
  );

/** Each selector that names nothing of its own, with its sheet. */
function straying(sheets: Sheet[], pageCount: number): string[] {
  return sheets.flatMap(({ path, pages, selectors }) => {
    if (pages.size === pageCount) return [];
    const elsewhere = sheets.filter((other) => [...other.pages].some((page) => !pages.has(page)));
    const taken = new Set(
      elsewhere.flatMap((other) => other.selectors.flatMap((selector) => classesOf(selector, "not|where"))),
    );
    return selectors
      .filter((selector) => !EXCEPTIONS.has(selector))
      .filter((selector) => classesOf(selector, "not").every((name) => taken.has(name)))
      .map((selector) => `${path}: ${selector}`);
  });
}

describe("the sheets of the pages", () => {
  const pages = [...files.keys()].filter((path) => path.endsWith("/page.tsx"));
  const brought = new Map(pages.map((page) => [page, broughtByPage(page)]));
  const sheets = [...files]
    .filter(([path]) => path.endsWith(".css"))
    .map(([path, css]) => ({
      path,
      pages: new Set(pages.filter((page) => brought.get(page)?.has(path))),
      selectors: selectorsOf(css),
    }));

  it("are each brought by a page", () => {
    expect(sheets.length).toBeGreaterThan(40);
    expect(sheets.filter((sheet) => sheet.pages.size === 0).map(({ path }) => path)).toEqual([]);
  });

  it("reach nothing of a page that does not bring them", () => {
    expect(straying(sheets, pages.length)).toEqual([]);
  });

  it("are caught when two name the same", () => {
    const sheet = (path: string, css: string) => ({
      path,
      pages: new Set([path]),
      selectors: selectorsOf(css),
    });
    const setup = sheet("setup", ".phases li { gap: 1px } @media print { .setup .phases, p { order: 1 } }");
    const debate = sheet(
      "debate",
      ":where(.deb) .phases b { order: 2 } .a:is(.b, .c) { & .phases { order: 3 } }",
    );
    expect(straying([setup, debate], 2)).toEqual(["setup: .phases li", "setup: p"]);
  });
});
