import { type SQL, sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import { splitsPair } from "#domain/anchor/section-text";
import { type Excerpt, type ParagraphChange, type SectionChange, SHOWN_CHANGES_MAX } from "#domain/edition";
import { idList } from "./plan";

/** What stands around changed words, and of them, in letters. */
const AROUND_CHARS = 40;
const WORDS_CHARS = 160;

type Line = { id: string; number: number | null; text: string };
type Printed = { title: string; part_title: string; position: number; lines: Line[] };

export type Change = Omit<SectionChange, "notes"> & { sectionId: string };

/**
 * Says what two versions print differently in some sections, paragraph by paragraph: each keeps its id through all
 * versions.
 *
 * @param sectionIds  those whose text is not the same
 * @returns in the order of the later version; what is not in it any more at the end
 */
export async function describeChanges(
  tx: Queries,
  versions: { earlier: string; later: string },
  sectionIds: readonly string[],
): Promise<Change[]> {
  const [before, after] = await Promise.all([
    printedIn(tx, versions.earlier, sectionIds),
    printedIn(tx, versions.later, sectionIds),
  ]);
  const changes = sectionIds.flatMap((sectionId) => {
    const [old, now] = [before.get(sectionId), after.get(sectionId)];
    const shown = now ?? old;
    if (!shown) return [];
    const way: Change["way"] = !now ? "removed" : old ? "edited" : "added";
    const lines = compare(old?.lines ?? [], now?.lines ?? []);
    const count = (is: (one: ParagraphChange) => boolean) => lines.filter(is).length;
    return {
      sectionId,
      title: shown.title,
      partTitle: shown.part_title,
      way,
      edited: count(({ before: was, after: is }) => was !== null && is !== null),
      added: count(({ before: was }) => was === null),
      removed: count(({ after: is }) => is === null),
      isReordered: lines.length === 0,
      paragraphs: way === "edited" ? lines.slice(0, SHOWN_CHANGES_MAX) : [],
    };
  });
  const place = (id: string) => after.get(id)?.position ?? 10_000 + (before.get(id)?.position ?? 0);
  return changes.sort((one, other) => place(one.sectionId) - place(other.sectionId));
}

async function printedIn(
  tx: Queries,
  versionId: string,
  sectionIds: readonly string[],
): Promise<Map<string, Printed>> {
  const lines: SQL = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', p.paragraph_id, 'number', p.number, 'text', p.text)
    order by p.position), '[]') from paragraph_versions p where p.version_id = v.version_id and p.section_id = v.section_id)`;
  const rows = await tx.execute<Printed & { id: string }>(sql`
    select v.section_id as id, v.title, v.part_title, v.position, ${lines} as lines
    from section_versions v where v.version_id = ${versionId}::uuid and v.section_id = any (${idList(sectionIds)})`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What became of each paragraph, in the order of the later text; one that went stands where it stood. */
function compare(olds: Line[], nows: Line[]): ParagraphChange[] {
  const [oldOf, isNow] = [new Map(olds.map((line) => [line.id, line])), new Set(nows.map(({ id }) => id))];
  const gone = olds.filter(({ id }) => !isNow.has(id));
  const orderOf = new Map(olds.map(({ id }, at) => [id, at]));
  const changes: ParagraphChange[] = [];
  const tellGone = (upTo: number) => {
    while (gone[0] && (orderOf.get(gone[0].id) ?? 0) < upTo) {
      const { number, text } = gone.shift() as Line;
      changes.push({ number, before: whole(text), after: null });
    }
  };
  for (const [at, { id, number, text }] of nows.entries()) {
    const old = oldOf.get(id);
    // What went is told before what came in its place.
    const known = old ?? nows.slice(at).find((line) => oldOf.has(line.id));
    tellGone((known && orderOf.get(known.id)) ?? Number.POSITIVE_INFINITY);
    if (!old) changes.push({ number, before: null, after: whole(text) });
    else if (old.text !== text) changes.push({ number, ...apart(old.text, text) });
  }
  tellGone(Number.POSITIVE_INFINITY);
  return changes;
}

/** The two ways in which a paragraph is said: where they differ, and a little around it. */
function apart(before: string, after: string): { before: Excerpt; after: Excerpt } {
  const [old, now] = [before.split(/(?<=\s)/u), after.split(/(?<=\s)/u)];
  let [head, tail] = [0, 0];
  const least = Math.min(old.length, now.length);
  while (head < least && old[head] === now[head]) head++;
  while (tail < least - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const cut = (words: string[]): Excerpt => ({
    head: end(words.slice(0, head).join("")),
    words: start(words.slice(head, words.length - tail).join(""), WORDS_CHARS),
    tail: start(words.slice(words.length - tail).join(""), AROUND_CHARS),
  });
  return { before: cut(old), after: cut(now) };
}

const whole = (text: string): Excerpt => ({ head: "", words: start(text, WORDS_CHARS), tail: "" });

/** The beginning of a text, never half a character of it. */
function start(text: string, chars: number): string {
  if (text.length <= chars) return text;
  return `${text.slice(0, splitsPair(text, chars) ? chars - 1 : chars).trimEnd()}…`;
}

/** The end of a text. */
function end(text: string): string {
  if (text.length <= AROUND_CHARS) return text;
  const from = text.length - AROUND_CHARS;
  return `…${text.slice(splitsPair(text, from) ? from + 1 : from).trimStart()}`;
}
