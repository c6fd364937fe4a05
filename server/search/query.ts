import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { DomainError } from "#domain/errors";
import { plainTextOf } from "#domain/plain";
import { authorize } from "#domain/policy";
import {
  GUIDE_HITS,
  GUIDE_HITS_MAX,
  type HitsOf,
  type SearchAnswer,
  type SearchGroup,
  type Segment,
  THREAD_HITS,
} from "#domain/search";
import { readPlace, writePlace } from "../comment/queries";
import { cut, type Marker, markerFor, QUOTE_CHARS, WHOLE } from "./marks";
import {
  type ClaimRow,
  findClaims,
  findQuestions,
  findSections,
  findThreads,
  type QuestionRow,
  type SectionRow,
  type ThreadRow,
} from "./queries";
import { findTerms } from "./terms";

const nothing = <T>(): HitsOf<T> => ({ items: [], nextCursor: null });

/** How far into the guide's hits a cursor leads. @throws {DomainError} INVALID  it is none of ours */
function offsetOf(cursor: string | undefined): number {
  if (!cursor) return 0;
  const offset = /^\d{1,3}$/.test(cursor) ? Number(cursor) : GUIDE_HITS_MAX + 1;
  if (offset > GUIDE_HITS_MAX) throw new DomainError("INVALID", "This list has moved on. Load it again.");
  return offset;
}

/** A window of the guide's rows as hits, and where it goes on. */
function guideHits<Row, Hit>(rows: readonly Row[], offset: number, hitOf: (row: Row) => Hit): HitsOf<Hit> {
  const next = offset + GUIDE_HITS;
  return {
    items: rows.slice(0, GUIDE_HITS).map(hitOf),
    nextCursor: rows.length > GUIDE_HITS && next <= GUIDE_HITS_MAX ? String(next) : null,
  };
}

/** The first of some texts that holds a hit, cut to it. Nothing when none does: then it is the title that was found. */
function firstHit(mark: Marker, texts: (string | null)[]): Segment[] {
  for (const text of texts) {
    const segments = mark(text ?? "");
    if (segments.some((segment) => segment.hit)) return segments;
  }
  return [];
}

/**
 * Searches what the actor may read in a class: the guide, its questions and claims, and the threads. The same number of
 * statements whatever is found.
 *
 * @param input  `group` and `cursor` to go on in one group
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function search(
  tx: Queries,
  actor: ClassroomActor,
  input: { q: string; group?: SearchGroup | undefined; cursor?: string | undefined },
): Promise<SearchAnswer> {
  authorize(actor, "search.query");
  const cursor = input.group ? input.cursor : undefined;
  const isThreads = input.group === "threads";
  const place = isThreads && cursor ? readPlace(cursor) : null;
  const offset = isThreads ? 0 : offsetOf(cursor);
  const terms = await findTerms(tx, actor, input.q);
  const answer: SearchAnswer = {
    unusable: terms.unusable,
    also: terms.also,
    sections: nothing(),
    questions: nothing(),
    claims: nothing(),
    threads: nothing(),
  };
  if (terms.unusable) return answer;
  const wants = (group: SearchGroup) => !input.group || input.group === group;
  const [sections, questions, claims, threads] = await Promise.all([
    wants("sections") ? findSections(tx, actor, terms, offset) : [],
    wants("questions") ? findQuestions(tx, terms, offset) : [],
    wants("claims") ? findClaims(tx, actor, terms, offset) : [],
    wants("threads") ? findThreads(tx, actor, terms, place) : [],
  ]);
  const spoken = threads.slice(0, THREAD_HITS).map((row) => ({ ...row, text: plainTextOf(row.html) }));
  const mark = await markerFor(tx, terms.mark, [
    ...sections.flatMap((row) => [row.title, row.text]),
    ...questions.flatMap(textsOf),
    ...claims.flatMap((row) => [row.statement, row.other, row.look]),
    ...spoken.map((row) => row.text),
  ]);
  const last = spoken.at(-1);
  return {
    ...answer,
    sections: guideHits(sections, offset, (row) => sectionHit(mark, row)),
    questions: guideHits(questions, offset, (row) => questionHit(mark, row)),
    claims: guideHits(claims, offset, (row) => claimHit(mark, row)),
    threads: {
      items: spoken.map((row) => threadHit(mark, row)),
      nextCursor:
        threads.length > THREAD_HITS && last ? writePlace({ createdAt: last.at, id: last.id }) : null,
    },
  };
}

const sectionHit = (mark: Marker, row: SectionRow) => ({
  sectionId: row.section_id,
  path: row.path,
  title: mark(row.title, WHOLE),
  partTitle: row.part_title,
  paragraph: row.key === null ? null : { key: row.key, number: row.number },
  snippet: mark(row.text),
});

const textsOf = (row: QuestionRow): string[] => [
  row.question,
  row.follow_up,
  row.motion,
  row.side_for,
  row.side_against,
  row.side_third ?? "",
];

const questionHit = (mark: Marker, row: QuestionRow) => ({
  key: row.key,
  number: row.number,
  question: mark(row.question, WHOLE),
  snippet: firstHit(mark, textsOf(row).slice(1)),
});

const claimHit = (mark: Marker, row: ClaimRow) => ({
  sectionId: row.section_id,
  path: row.path,
  number: row.number,
  statement: mark(row.statement, WHOLE),
  snippet: firstHit(mark, [row.other, row.look]),
});

const threadHit = (mark: Marker, row: ThreadRow & { text: string }) => ({
  commentId: row.id,
  author: { name: row.name, role: row.role },
  hidden: row.is_hidden,
  sectionTitle: row.title,
  onClaim: row.kind === "claim",
  paragraphNumber: row.number,
  createdAt: row.at,
  quote:
    row.exact === null
      ? null
      : cut(row.exact, [], QUOTE_CHARS)
          .map(({ text }) => text)
          .join(""),
  snippet: mark(row.text),
});
