import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkGuide } from "./check";
import { type GuideSourceError, readGuide } from "./source";

const shipped = join(import.meta.dirname, "../../content/guides/never-let-me-go");
const hailsham = "sections/plot/hailsham.md";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "guide-"));
  await cp(shipped, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Changes one file of the copy: every rule is shown on the real guide with one thing broken. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(folder, file), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, file), after);
}
const problemsOf = async () => {
  const error = await readGuide(folder).then(
    () => undefined,
    (reason: GuideSourceError) => reason,
  );
  return error?.message.split("\n") ?? [];
};

describe("the guide that ships", () => {
  test("reads, and keeps every house rule", async () => {
    const source = await readGuide(shipped);
    expect(checkGuide(source).map((one) => `${one.file}:${one.line}: ${one.message}`)).toEqual([]);
    expect(source.guide.slug).toBe("never-let-me-go");
    expect(source.sections.map((one) => one.position)).toEqual(source.sections.map((_, index) => index + 1));
  });

  test("gives paragraphs their id, number, plain text and safe HTML", async () => {
    const [section] = (await readGuide(shipped)).sections;
    expect(section).toMatchObject({
      path: "plot/hailsham",
      partTitle: "Plot summary",
      title: "Life at Hailsham",
    });
    const [first] = section?.paragraphs ?? [];
    expect(first).toMatchObject({ key: "age-and-job", kind: "paragraph", number: 1, terms: ["carer"] });
    expect(first?.html).toContain('<a class="term" href="#term-carer" data-term="carer">carer</a>');
    expect(first?.text).not.toMatch(/[[\]<>{}]/);
    expect(first?.text).toBe(first?.text.normalize("NFC"));
    const quotation = section?.paragraphs.find((one) => one.kind === "quotation");
    expect(quotation).toMatchObject({ number: null });
  });

  test("gives the reading time at 230 words a minute, rounded up", async () => {
    for (const one of (await readGuide(shipped)).sections)
      expect(one.minutes).toBe(Math.ceil(one.words / 230));
  });
});

describe("reading", () => {
  test("names file and line of every problem at once", async () => {
    await edit(hailsham, (text) => text.replace(" {#gaps}", "").replace("{#tape}", "{#7}"));
    await edit("people.yaml", (text) => text.replace("name: Ruth", "nome: Ruth"));
    const problems = await problemsOf();
    expect(problems).toContainEqual(
      expect.stringMatching(/^sections\/plot\/hailsham\.md:\d+: .*end with its id/),
    );
    expect(problems).toContainEqual(expect.stringMatching(/^sections\/plot\/hailsham\.md:\d+: the id "7"/));
    expect(problems).toContainEqual(expect.stringMatching(/^people\.yaml:\d+: .*nome/));
    const at = (await readFile(join(folder, hailsham), "utf8"))
      .split("\n")
      .findIndex((l) => l.includes("{#7}"));
    expect(problems).toContainEqual(expect.stringContaining(`${hailsham}:${at + 1}:`));
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      "a paragraph id used twice",
      (text) => text.replace("{#pieces}", "{#gaps}"),
      /the paragraph gaps is there twice/,
    ],
    ["a term nobody defined", (text) => text.replace("term:carer", "term:nurse"), /there is no term nurse/],
    [
      "a theme nobody defined",
      (text) => text.replace("themes: [", "themes: [money, "),
      /there is no theme money/,
    ],
    ["HTML", (text) => text.replace("Then there is", "<b>Then</b> there is"), /HTML is not part/],
    [
      "a link to the outside",
      (text) => text.replace("term:carer", "https://example.org"),
      /a link must point at/,
    ],
    ["a script link", (text) => text.replace("term:carer", "javascript:alert(1)"), /a link must point at/],
    ["a list", (text) => text.replace("Then there is", "- Then there is"), /only paragraphs and quotations/],
    [
      "a heading",
      (text) => text.replace("Then there is", "## Then there is"),
      /only paragraphs and quotations/,
    ],
    ["front matter left open", (text) => text.replace(/\n---\n/, "\n\n"), /does not start with front matter/],
    ["front matter of another shape", (text) => text.replace("title:", "heading:"), /heading/],
  ])("refuses %s", async (_, change, message) => {
    await edit(hailsham, change);
    expect(await problemsOf()).toContainEqual(expect.stringMatching(message));
  });

  test("refuses an orphan, a missing file, a section named twice, and one in another part's folder", async () => {
    await writeFile(join(folder, "sections/plot/draft.md"), "left behind");
    expect(await problemsOf()).toEqual(["sections/plot/draft.md:1: nothing in guide.yaml names this file"]);
    await rm(join(folder, "sections/plot/draft.md"));
    await edit("guide.yaml", (text) => text.replace("plot/cottages", "plot/hailsham"));
    expect(await problemsOf()).toContainEqual(
      expect.stringContaining("the section plot/hailsham is there twice"),
    );
    await edit("guide.yaml", (text) => text.replace("key: plot", "key: story"));
    expect(await problemsOf()).toContainEqual(
      expect.stringContaining("plot/hailsham stands in the part story"),
    );
    await rm(join(folder, "places.yaml"));
    expect(await problemsOf()).toContainEqual("places.yaml:1: the file is missing");
  });

  test("a pointer of a question or a claim at a paragraph that is gone is refused with its line", async () => {
    await edit(hailsham, (text) => text.replace("{#gallery}", "{#the-gallery}"));
    const problems = await problemsOf();
    expect(problems.length).toBeGreaterThan(1);
    for (const one of problems)
      expect(one).toMatch(/^(faq|claims)\.yaml:\d+: there is no paragraph plot\/hailsham#gallery/);
  });
});

describe("house rules", () => {
  const complaints = async () =>
    checkGuide(await readGuide(folder)).map((one) => `${one.file}:${one.line}: ${one.message}`);

  test("counts are those promised", async () => {
    await edit("guide.yaml", (text) => text.replace(/questions: \d+/, "questions: 21"));
    expect(await complaints()).toEqual([
      expect.stringMatching(/^guide\.yaml:1: 20 questions, and 21 are promised/),
    ]);
  });

  test("words of the novel are few, and have their chapter", async () => {
    await edit(hailsham, (text) =>
      text.replace("“None of you will go”", "“one two three four five six seven eight nine”"),
    );
    expect(await complaints()).toContainEqual(expect.stringContaining("is longer than 8 words"));
    await edit(hailsham, (text) => text.replace("(chapter 7). {#none", "{#none"));
    expect(await complaints()).toContainEqual(expect.stringContaining("quoted without a chapter"));
  });

  test("a section is neither thin nor a chapter of its own", async () => {
    await edit(hailsham, (text) =>
      text.replace(/Then there is the tape[\s\S]*?(?= \{#tape\})/, "Then there is the tape."),
    );
    expect(await complaints()).toEqual([
      expect.stringMatching(/hailsham\.md:\d+: the paragraph tape has 5 words/),
    ]);
  });
});
