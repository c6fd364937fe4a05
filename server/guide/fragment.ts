import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { notFound } from "#domain/errors";
import { type Contents, getContents } from "./contents";
import { deepFreeze, keepAtMost } from "./keep";
import { keepPointers, pointedIds } from "./pointer";
import { type Entry, getVocabulary } from "./vocabulary";

/**
 * The fragment: what a section of a published version prints, the same for every reader. It is made once a process
 * and kept; it is frozen, and whoever makes it is given no person, so nobody's data can be in it. Whether somebody
 * may read it is asked before, at every request, by `getSection`.
 */
export type Fragment = {
  /** Names these very words: version and path. */
  key: string;
  sectionId: string;
  path: string;
  title: string;
  partTitle: string;
  lead: string | null;
  minutes: number;
  previous: { path: string; title: string } | null;
  next: { path: string; title: string } | null;
  contents: Contents;
  paragraphs: { id: string; key: string; number: number | null; kind: "paragraph" | "quotation" }[];
  /** The article's paragraphs as HTML. Their text content is what places in the text are counted in. */
  html: string;
  /** The same, each paragraph by itself. */
  paragraphHtml: string[];
  /** The terms, people and places that the text points at, in the order it names them. */
  entries: Entry[];
  /** The same as the items of a definition list; empty when there are none. */
  wordsHtml: string;
};

const FRAGMENTS_MAX = 400;
const fragments = keepAtMost<Fragment>(FRAGMENTS_MAX);

/**
 * The fragment of a section: from the process, or read and kept.
 *
 * @param versionId  one that a class reads
 * @param path       of a section that this version has
 */
export async function fragmentOf(tx: Queries, versionId: string, path: string): Promise<Fragment> {
  const key = `${versionId}/${path}`;
  return fragments.get(key) ?? fragments.put(key, deepFreeze(await print(tx, versionId, path)));
}

type ParagraphRow = Fragment["paragraphs"][number] & { html: string };

async function print(tx: Queries, versionId: string, path: string): Promise<Fragment> {
  const { contents, lines } = await getContents(tx, versionId);
  const index = lines.findIndex((line) => line.path === path);
  const line = lines[index];
  if (!line) throw notFound();
  const vocabulary = await getVocabulary(tx, versionId);
  const text = await tx.execute<ParagraphRow>(sql`
    select p.id, p.key, v.number, v.kind, v.html from paragraph_versions v join paragraphs p on p.id = v.paragraph_id
    where v.version_id = ${versionId}::uuid and v.section_id = ${line.id}::uuid order by v.position`);
  const neighbour = (at: number) => {
    const other = lines[at];
    return other ? { path: other.path, title: other.title } : null;
  };
  const entries = pointedIds(text.map(({ html }) => html).join("\n")).flatMap((id) => vocabulary[id] ?? []);
  const printed = text.map((row) => keepPointers(printParagraph(row), (id) => Object.hasOwn(vocabulary, id)));
  return {
    key: `${versionId}/${path}`,
    sectionId: line.id,
    path,
    title: line.title,
    partTitle: line.partTitle,
    lead: line.lead,
    minutes: line.minutes,
    previous: neighbour(index - 1),
    next: neighbour(index + 1),
    contents,
    paragraphs: text.map(({ id, key, number, kind }) => ({ id, key, number, kind })),
    html: printed.join("\n"),
    paragraphHtml: printed,
    entries,
    wordsHtml: entries.map((entry) => printEntry(entry, path)).join("\n"),
  };
}

// Keys are kebab-case by the guide's format and inline HTML was made by its renderer: nothing here is a person's.
function printParagraph(row: ParagraphRow): string {
  const attributes = `id="${row.key}" data-paragraph="${row.id}"`;
  if (row.kind === "quotation") return `<blockquote ${attributes}><p>${row.html}</p></blockquote>`;
  return `<p ${attributes}><a class="pn" href="#${row.key}" aria-label="Paragraph ${row.number}">${row.number}</a>${row.html}</p>`;
}

const KINDS = { term: "Term", person: "Person", place: "Place" } as const;

function printEntry({ kind, key, name, also, definition, firstIn }: Entry, here: string): string {
  const names = also.length > 0 ? `, also ${escapeHtml(also.join(", "))}` : "";
  const first =
    firstIn && firstIn.path !== here
      ? ` <a data-soft href="../${firstIn.path}#${kind}-${key}">First in ${escapeHtml(firstIn.title)}</a>`
      : "";
  const head = `<dt id="${kind}-${key}" tabindex="-1">${escapeHtml(name)}</dt>`;
  return `${head}<dd><p class="kind">${KINDS[kind]}${names}</p><p>${escapeHtml(definition)}${first}</p></dd>`;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
