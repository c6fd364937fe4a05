import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { checkPointers } from "./check";
import {
  claimFile,
  entryFile,
  type GuideSource,
  guideFile,
  type Place,
  type Problem,
  questionFile,
  type SourceEntry,
  type SourceSection,
  sectionFrontMatter,
  themeFile,
} from "./format";
import { countWords, readParagraphs, renderProse } from "./prose";

export { checkGuide } from "./check";
export type { GuideSource } from "./format";

const wordsPerMinute = 230;

/** Every problem of a guide folder at once, each with its file and line. */
export class GuideSourceError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map((one) => `${one.file}:${one.line}: ${one.message}`).join("\n"));
    this.name = "GuideSourceError";
  }
}

type Read<T> = { data: T | undefined; at: (path: (string | number)[]) => Place };

/** Parses YAML against a schema, and remembers the line of every node so that a problem can name it. */
function parseYaml<T>(
  text: string,
  file: string,
  firstLine: number,
  schema: z.ZodType<T>,
  problems: Problem[],
): Read<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const at = (path: (string | number)[]): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
      if (node?.range) return { file, line: lineAt(node.range[0]) };
    }
    return { file, line: firstLine };
  };
  for (const error of document.errors)
    problems.push({ file, line: lineAt(error.pos[0]), message: error.message.split("\n")[0] ?? "not YAML" });
  if (document.errors.length > 0) return { data: undefined, at };
  const parsed = schema.safeParse(document.toJS());
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.filter((one) => typeof one !== "symbol");
    problems.push({ ...at(path), message: `${path.join(".") || "file"}: ${issue.message}` });
  }
  return { data: parsed.data, at };
}

/** One guide folder being read: its files, and the problems met so far. */
class Folder {
  readonly problems: Problem[] = [];
  /** Whether a file could not be read as what it should be. */
  unread = false;
  private readonly read = new Set<string>();
  constructor(private readonly root: string) {}

  async text(file: string): Promise<string | undefined> {
    this.read.add(file);
    try {
      return (await readFile(join(this.root, file), "utf8")).replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
    } catch {
      this.problems.push({ file, line: 1, message: "the file is missing" });
    }
  }

  async yaml<T>(file: string, schema: z.ZodType<T>): Promise<Read<T>> {
    const text = await this.text(file);
    const read =
      text === undefined
        ? { data: undefined, at: () => ({ file, line: 1 }) }
        : parseYaml(text, file, 1, schema, this.problems);
    this.unread ||= read.data === undefined;
    return read;
  }

  /** Files nobody asked for: an orphan is a section left out of guide.yaml, or a stray. */
  async orphans(allowed: string[]): Promise<void> {
    const all = await readdir(this.root, { recursive: true, withFileTypes: true });
    for (const entry of all) {
      const file = join(entry.parentPath, entry.name).slice(join(this.root, "/").length);
      if (!entry.isFile() || this.read.has(file) || allowed.includes(file)) continue;
      this.problems.push({ file, line: 1, message: "nothing in guide.yaml names this file" });
    }
  }
}

async function readSection(
  folder: Folder,
  path: string,
  part: { key: string; title: string },
  position: number,
): Promise<SourceSection | undefined> {
  const file = `sections/${path}.md`;
  const text = await folder.text(file);
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text ?? "");
  if (match?.[1] === undefined || match[2] === undefined) {
    if (text !== undefined)
      folder.problems.push({
        file,
        line: 1,
        message: "the file does not start with front matter between ---",
      });
    return;
  }
  const { data } = parseYaml(match[1], file, 2, sectionFrontMatter, folder.problems);
  const firstLine = match[1].split("\n").length + 3;
  const paragraphs = readParagraphs(match[2], file, firstLine, folder.problems);
  if (!data) return;
  const words = paragraphs.reduce((sum, one) => sum + countWords(one.text), 0);
  return {
    file,
    line: 1,
    path,
    partKey: part.key,
    partTitle: part.title,
    ...data,
    lead: data.lead ?? null,
    position,
    paragraphs,
    words,
    minutes: Math.ceil(words / wordsPerMinute),
  };
}

async function readEntries(folder: Folder, file: string): Promise<SourceEntry[]> {
  const { data, at } = await folder.yaml(file, entryFile);
  return (data ?? []).map((one, index) => ({ ...at([index]), ...one, firstSeen: one.firstSeen ?? null }));
}

async function readQuestions(folder: Folder): Promise<GuideSource["questions"]> {
  const { data, at } = await folder.yaml("faq.yaml", questionFile);
  return (data ?? []).map((one, index) => {
    const { markdown, text, html } = renderProse(one.answer, at([index, "answer"]), folder.problems);
    const sides = { ...one.sides, third: one.sides.third ?? null };
    return { ...at([index]), ...one, position: index + 1, answer: { markdown, text, html }, sides };
  });
}

/**
 * Reads a guide folder into one typed object. Throws a GuideSourceError that lists every problem which would
 * make the object untrue: broken files, missing ids, repeated keys, pointers at nothing, orphan files.
 */
export async function readGuide(root: string): Promise<GuideSource> {
  const folder = new Folder(root);
  const { data: guide } = await folder.yaml("guide.yaml", guideFile);
  if (!guide) throw new GuideSourceError(folder.problems);
  const sections: SourceSection[] = [];
  let position = 0;
  for (const part of guide.parts)
    for (const path of part.sections) {
      position += 1;
      const section = await readSection(folder, path, part, position);
      if (section) sections.push(section);
      else folder.unread = true;
    }
  const themes = await folder.yaml("themes.yaml", themeFile);
  const claims = await folder.yaml("claims.yaml", claimFile);
  const { title, author, blurb, language, quoting, counts } = guide;
  const source: GuideSource = {
    guide: { slug: basename(root), title, author, blurb, language, quoting },
    counts,
    parts: guide.parts.map((part, index) => ({ ...part, position: index + 1 })),
    sections,
    questions: await readQuestions(folder),
    themes: (themes.data ?? []).map((one, index) => ({ ...themes.at([index]), ...one, position: index + 1 })),
    people: await readEntries(folder, "people.yaml"),
    places: await readEntries(folder, "places.yaml"),
    terms: await readEntries(folder, "terms.yaml"),
    claims: (claims.data ?? []).map((one, index) => ({ ...claims.at([index]), ...one, position: index + 1 })),
  };
  await folder.orphans(["to-verify.md"]);
  // With a file unread, every pointer into it would be reported as well, and bury the one line that matters.
  const problems = folder.unread ? folder.problems : [...folder.problems, ...checkPointers(source)];
  if (problems.length > 0) throw new GuideSourceError(problems);
  return source;
}
