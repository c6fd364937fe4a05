import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { type Asked, readQuery } from "#domain/query";
import type { SearchAnswer } from "#domain/search";

/**
 * How near a word must come to a name of the guide to be taken for it, by the part of their trigrams they share.
 * Measured with 51 misspellings of this guide's names: 45 are found from here up. A little lower "lucky" is Lucy; what
 * is lost are short words that begin or end otherwise ("cathy", "emely", "tomi").
 */
const NEAR = 0.38;
const NEAR_CHARS_MIN = 4;
/** Names a word is taken for, at most. */
const NEAR_MAX = 2;
/** Words that are compared with names, at most: who types more quotes rather than names. */
const NEAR_WORDS = 8;

/** What a search looks for, ready for PostgreSQL and for marking. */
export type Terms = {
  versionId: string;
  unusable: SearchAnswer["unusable"];
  /** A tsquery as text. */
  match: string;
  /** Quoted phrases as their words with a space between. */
  phrases: string[];
  also: string[];
  mark: Marks;
};

/** What is marked in a text: words as typed, the beginning of words, stems, and phrases word by word. */
export type Marks = { words: Set<string>; prefix: string | null; stems: string[]; phrases: string[][] };

/** An array of words as PostgreSQL reads it. Words hold letters and digits only; `null` is a word like others. */
export const textArray = (words: readonly string[]): string =>
  `{${words.map((word) => `"${word.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

const lexeme = (text: string): string => `'${text.replace(/['\\]/g, "$&$&")}'`;
const allOf = (lexemes: string[]): string =>
  lexemes.length === 1 ? lexeme(lexemes[0] ?? "") : `(${lexemes.map(lexeme).join(" & ")})`;

type Found = {
  word: string;
  simple: string[];
  stems: string[];
  near: { name: string; simple: string[]; stems: string[] }[];
};

/**
 * Asks PostgreSQL what the words mean: their stems, and the names of the guide they come near to. One statement. It
 * looks at the version the class reads, less what is locked for the asker, and at nothing that people wrote.
 */
export async function findTerms(tx: Queries, actor: ClassroomActor, typed: string): Promise<Terms> {
  const asked = readQuery(typed);
  const words = [...new Set([...asked.words, ...asked.phrases.flat()])];
  const fuzzy = asked.words.filter((word) => word.length >= NEAR_CHARS_MIN).slice(0, NEAR_WORDS);
  const [row] = await tx.execute<{ version_id: string; found: Found[] }>(sql`
    with names as materialized (
      select distinct t.name from classrooms k join guide_entries e on e.version_id = k.guide_version_id
      cross join lateral regexp_split_to_table(concat_ws(' ', e.name, array_to_string(e.also, ' ')), '[^[:alnum:]]+') t(name)
      where k.id = ${actor.classroomId}::uuid and length(t.name) >= ${NEAR_CHARS_MIN}::int
    ), found as (
      select a.word, a.n, tsvector_to_array(to_tsvector('simple', a.word)) as simple,
        tsvector_to_array(to_tsvector('english', a.word)) as stems,
        (select jsonb_agg(jsonb_build_object('name', t.name,
            'simple', tsvector_to_array(to_tsvector('simple', t.name)), 'stems', tsvector_to_array(to_tsvector('english', t.name)))
            order by t.near desc, t.name)
          from (select name, similarity(name, a.word) as near from names
            where a.word = any (${textArray(fuzzy)}::text[]) and similarity(name, a.word) >= ${NEAR}::real
            order by near desc, name limit ${sql.raw(String(NEAR_MAX))}) t) as near
      from unnest(${textArray(words)}::text[]) with ordinality a(word, n)
    )
    select k.guide_version_id as version_id, coalesce((
      select jsonb_agg(jsonb_build_object('word', f.word, 'simple', f.simple, 'stems', f.stems, 'near',
        case when f.near is null or ${isKnown(actor)} then '[]' else f.near end) order by f.n)
      from found f), '[]') as found
    from classrooms k where k.id = ${actor.classroomId}::uuid`);
  if (!row) throw new Error("a member's classroom is gone");
  return termsOf(asked, row.version_id, row.found);
}

/** A word that the guide itself uses, where the asker may read it, is no misspelling of a name. */
const isKnown = (actor: ClassroomActor) => sql`(
  exists (select 1 from paragraph_versions p where p.version_id = k.guide_version_id
    and p.search @@ plainto_tsquery('english', f.word) and p.section_id <> all (${lockedOf(actor)}::uuid[]))
  or exists (select 1 from question_versions q where q.version_id = k.guide_version_id
    and q.search @@ plainto_tsquery('english', f.word)))`;

/** Ids of what the actor cannot read now, as an array literal. */
export const lockedOf = (actor: ClassroomActor) => sql.param(`{${actor.lockedSections.join(",")}}`);

function termsOf(asked: Asked, versionId: string, found: Found[]): Terms {
  const known = new Map(found.map((one) => [one.word, one]));
  const mark: Marks = { words: new Set(), prefix: null, stems: [], phrases: asked.phrases };
  const also: string[] = [];
  const pieces: string[] = [];
  for (const word of asked.words) {
    const one = known.get(word);
    if (!one || isIdle(one)) continue;
    const ways = new Set([allOf(one.simple), ...(one.stems.length > 0 ? [allOf(one.stems)] : [])]);
    mark.words.add(word);
    mark.stems.push(...one.stems);
    const isOpen = word === asked.last && !isLetter(word);
    if (isOpen && one.simple.length === 1) {
      ways.add(`${allOf(one.simple)}:*`);
      mark.prefix = word;
    }
    for (const near of one.near) {
      const name = near.name.toLowerCase();
      // Its own beginning finds the name already.
      if (isOpen && name.startsWith(word)) continue;
      also.push(near.name);
      mark.words.add(name);
      mark.stems.push(...near.stems);
      for (const lexemes of [near.simple, near.stems]) if (lexemes.length > 0) ways.add(allOf(lexemes));
    }
    pieces.push(`(${[...ways].join(" | ")})`);
  }
  for (const word of asked.phrases.flat()) {
    const simple = known.get(word)?.simple ?? [];
    if (simple.length > 0) pieces.push(allOf(simple));
  }
  return {
    versionId,
    unusable: pieces.length > 0 ? null : whyNot(asked),
    match: [...new Set(pieces)].join(" & "),
    phrases: asked.phrases.map((words) => words.join(" ")),
    also: [...new Set(also)],
    mark,
  };
}

/** A letter alone, or a word that stands in every text: it helps to find nothing. */
const isIdle = (one: Found): boolean =>
  one.simple.length === 0 || one.stems.length === 0 || isLetter(one.word);
const isLetter = (word: string): boolean => /^[a-z]$/.test(word);

function whyNot({ words }: Asked): SearchAnswer["unusable"] {
  if (words.length === 0) return "empty";
  return words.every(isLetter) ? "short" : "common";
}
