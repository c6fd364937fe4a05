import MarkdownIt from "markdown-it";
import type { Problem, SourceParagraph } from "./format";
import { printPointer, readPointer } from "./pointer";

/** A guide's prose: paragraphs with author-given ids, and the small Markdown allowed inside them. */

const inline = new MarkdownIt("zero", { html: false, linkify: false, typographer: false });
inline.enable(["emphasis", "link", "entity", "escape"]);
inline.validateLink = (href) => readPointer(href) !== null;
inline.normalizeLink = (href) => href;
inline.renderer.rules.link_open = (tokens, index) => {
  const pointer = readPointer(String(tokens[index]?.attrGet("href")));
  return pointer ? printPointer(pointer) : "<a>";
};

export type Prose = Pick<SourceParagraph, "markdown" | "text" | "html" | "terms" | "people" | "places">;

const unwanted: [RegExp, string][] = [
  [/\*\*|__/, "strong emphasis is not part of the format; use *one* star"],
  [/`/, "code marks are not part of the format"],
  [/<\/?[a-z!]/i, "HTML is not part of the format"],
  [/!\[/, "images are not part of the format"],
  [/^(#|[-+*] |\d+[.)] |\||~~~|---)/, "only paragraphs and quotations are allowed"],
  [/"/, "use curly quotation marks “…” around words of the novel"],
  [/(^|\s)'|'(\s|$)|[a-z]'[a-z]/i, "use the curly apostrophe ’"],
];

/** Renders one paragraph's inline Markdown; problems are pushed with the place given. */
export function renderProse(
  markdown: string,
  place: { file: string; line: number },
  problems: Problem[],
): Prose {
  for (const [pattern, message] of unwanted) if (pattern.test(markdown)) problems.push({ ...place, message });
  const links: Record<string, string[]> = { term: [], person: [], place: [] };
  let text = "";
  const tokens = inline.parseInline(markdown, {})[0]?.children ?? [];
  for (const token of tokens) {
    if (token.type === "link_open") {
      const { kind = "", key = "" } = readPointer(String(token.attrGet("href"))) ?? {};
      if (!links[kind]?.includes(key)) links[kind]?.push(key);
    } else if (token.nesting === 0) text += token.content;
  }
  if (/\]\(/.test(text))
    problems.push({ ...place, message: "a link must point at term:key, person:key or place:key" });
  return {
    markdown,
    text: text.replace(/\s+/g, " ").trim().normalize("NFC"),
    html: inline.renderInline(markdown).normalize("NFC"),
    terms: links.term ?? [],
    people: links.person ?? [],
    places: links.place ?? [],
  };
}

type Block = { line: number; lines: string[] };

function blocksOf(body: string, firstLine: number): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, raw] of body.split("\n").entries()) {
    if (raw.trim() === "") open = undefined;
    else if (open) open.lines.push(raw.trim());
    else {
      open = { line: firstLine + index, lines: [raw.trim()] };
      blocks.push(open);
    }
  }
  return blocks;
}

/** Cuts a section's body into its paragraphs and quotations, in order. */
export function readParagraphs(
  body: string,
  file: string,
  firstLine: number,
  problems: Problem[],
): SourceParagraph[] {
  let number = 0;
  return blocksOf(body, firstLine).flatMap((block) => {
    const place = { file, line: block.line };
    const quoted = block.lines.filter((one) => one.startsWith(">")).length;
    if (quoted > 0 && quoted < block.lines.length)
      problems.push({ ...place, message: "every line of a quotation starts with >" });
    const kind = quoted > 0 ? ("quotation" as const) : ("paragraph" as const);
    const whole = block.lines.map((one) => (quoted ? one.replace(/^>\s?/, "") : one)).join(" ");
    const match = /^(.*\S)\s*\{#([^}]*)\}$/s.exec(whole);
    if (!match?.[1] || match[2] === undefined) {
      problems.push({ ...place, message: "the paragraph does not end with its id, such as {#first-day}" });
      return [];
    }
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(match[2]))
      problems.push({
        ...place,
        message: `the id "${match[2]}" must be lower-case words joined by hyphens and no number`,
      });
    if (kind === "paragraph") number += 1;
    const prose = renderProse(match[1], place, problems);
    return [{ ...place, key: match[2], kind, number: kind === "paragraph" ? number : null, ...prose }];
  });
}

/** Counts words as a reader does: runs of anything but space that hold a letter or digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
