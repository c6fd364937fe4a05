import { sql } from "drizzle-orm";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { EXACT_MAX_CHARS, type Selectors } from "#domain/anchor/selectors";
import type { NoteAudience } from "#domain/audience";
import { DomainError } from "#domain/errors";
import { IMPORTED_MAX, type ImportLine, type Incoming } from "#domain/exchange";
import type { Motivation, Origin, Theme } from "#domain/note";
import { authorize } from "#domain/policy";
import { takeTurn } from "../live/publish";
import { importedId, noteIdOf } from "./addresses";
import type { Found } from "./locate";
import { type Words, wordsOf } from "./note-words";
import { storeNotes } from "./store";
import { type Reach, readReach, readStanding, type Standing, type Surroundings } from "./surroundings";

/** What is brought in; parsed by `ImportNotes`. */
export type ImportInput = {
  source: string;
  audience: "private" | "file";
  isTrial: boolean;
  notes: Incoming[];
};

/** A note as it will stand here. */
export type Arrived = {
  id: string;
  sectionId: string;
  paragraphId: string | null;
  rootId: string | null;
  parentId: string | null;
  audience: NoteAudience;
  text: string;
  themeIds: string[];
  origin: Origin;
  mark: {
    motivation: Motivation;
    selectors: Omit<Selectors, "paragraphId" | "offset"> & {
      paragraphId: string | null;
      offset: number | null;
    };
    quoted: string | null;
    score: number;
    isLost: boolean;
  } | null;
};

/** What notes can be placed in, and the version of the guide that was. */
export type Prepared = { versionId: string; known: Reach };

/** What became of one, and the note where it is to be stored. */
type Judged = { line: ImportLine; note: Arrived | null };

const refused = (iri: string, sentence: string): Judged => ({
  line: { iri, outcome: "refused", sentence, section: null },
  note: null,
});

const NOT_HERE = "Its page is no section of this class’s guide, and its line stands nowhere in it.";
const NO_PLACE = "Its page is no section of this class’s guide.";

/**
 * Reads what notes from elsewhere can be placed in. The first of three: afterwards `findLines`, then `importNotes`.
 *
 * @param notes  at most IMPORT_MAX notes, what is answered before what answers it
 */
export async function prepareImport(
  tx: Queries,
  actor: ClassroomActor,
  notes: readonly Incoming[],
  versionId: string,
): Promise<Prepared> {
  authorize(actor, "annotation.import");
  return { versionId, known: await readReach(tx, actor, notes, versionId) };
}

/**
 * Brings notes in that were written elsewhere: each at its line where that is found for sure; without a line where it is
 * not, with what it quoted; and what cannot stand here at all is named with the reason. They are the actor's here, and say
 * who wrote them. The same note twice is one note.
 *
 * @param prepared  what `prepareImport` read, in a transaction of its own, so that no connection is held while lines are sought
 * @param found     what `findLines` answered for the same notes
 * @param reading   the version the class reads now, and its themes
 * @returns what became of each, in their order; with `isTrial` what would
 * @throws {DomainError} CLOSED        the class is archived
 * @throws {DomainError} CONFLICT      the class has gone to another version of its guide meanwhile
 * @throws {DomainError} RATE_LIMITED  more than IMPORTED_MAX of this person in this class
 */
export async function importNotes(
  tx: Queries,
  actor: ClassroomActor,
  input: ImportInput,
  { known, versionId, found }: Prepared & { found: readonly Found[] },
  reading: { versionId: string; themes: Theme[] },
): Promise<ImportLine[]> {
  authorize(actor, "annotation.import");
  if (reading.versionId !== versionId) throw movedMeanwhile();
  if (!input.isTrial) await mustStill(tx, actor, versionId);
  const standing = await readStanding(tx, actor, idsOf(actor, input.notes), versionId);
  if (!input.isTrial && standing.imported + input.notes.length > IMPORTED_MAX)
    throw new DomainError(
      "RATE_LIMITED",
      `You have brought ${standing.imported} notes into this class. It takes ${IMPORTED_MAX} from one person.`,
    );
  const around: Surroundings = { actor, known, standing, themes: reading.themes, input };
  const judged: Judged[] = [];
  for (const [at, note] of input.notes.entries()) {
    const one = judge(around, note, found[at] ?? null);
    judged.push(one);
    if (one.note) standing.notes.set(one.note.id, asStanding(actor, one.note));
  }
  const notes = judged.flatMap(({ note }) => (note ? [note] : []));
  if (!input.isTrial && notes.length > 0) await storeNotes(tx, actor, notes, versionId);
  return judged.map(({ line }) => line);
}

const movedMeanwhile = () =>
  new DomainError("CONFLICT", "The class has gone to another version of its guide. Start again.");

/** Takes the class's turn: from here on nothing moves. */
async function mustStill(tx: Queries, actor: ClassroomActor, versionId: string): Promise<void> {
  await takeTurn(tx, actor.classroomId);
  const [row] = await tx.execute<{ same: boolean }>(sql`
    select guide_version_id = ${versionId}::uuid as same from classrooms where id = ${actor.classroomId}::uuid`);
  if (!row?.same) throw movedMeanwhile();
}

/** Ids that a note of this address may have here. */
const idsOfIri = (actor: ClassroomActor, iri: string): string[] => {
  const native = noteIdOf(iri, actor.classroomId);
  return [
    ...(native ? [native] : []),
    importedId(actor.classroomId, iri, null),
    importedId(actor.classroomId, iri, actor.userId),
  ];
};

const idsOf = (actor: ClassroomActor, notes: readonly Incoming[]): string[] =>
  notes.flatMap(({ iri, target }) => [
    ...idsOfIri(actor, iri),
    ...("replyTo" in target ? idsOfIri(actor, target.replyTo) : []),
  ]);

const asStanding = (actor: ClassroomActor, note: Arrived): Standing => ({
  id: note.id,
  rootId: note.rootId,
  sectionId: note.sectionId,
  paragraphId: note.paragraphId,
  audience: note.audience,
  isMine: true,
  isImported: true,
  isOpen: true,
  sectionTitle: null,
  ownerId: actor.userId,
});

/** What becomes of one note. */
function judge(around: Surroundings, note: Incoming, found: Found): Judged {
  const { actor, standing } = around;
  const here = idsOfIri(actor, note.iri)
    .map((id) => standing.notes.get(id))
    .find(Boolean);
  if (here)
    return {
      line: { iri: note.iri, outcome: "there", sentence: null, section: here.sectionTitle },
      note: null,
    };
  const words = wordsOf(around, note);
  if ("sentence" in words) return refused(note.iri, words.sentence);
  return "replyTo" in note.target
    ? judgeReply(around, note, note.target.replyTo, words)
    : judgeRoot(around, note, note.target, words, found);
}

/** Whom it is for here. What was for a group elsewhere is for nobody else here. */
const audienceOf = ({ actor, input }: Surroundings, note: Incoming): NoteAudience =>
  actor.role === "student" || input.audience === "private" ? "private" : note.audience;

const originOf = ({ input }: Surroundings, note: Incoming): Origin => ({
  creator: note.creator.replace(/\s+/g, " ").trim().slice(0, 80) || "Somebody",
  source: input.source,
  iri: note.iri,
  ...(note.created ? { created: note.created } : {}),
  ...(note.modified ? { modified: note.modified } : {}),
});

const idFor = ({ actor }: Surroundings, iri: string, audience: NoteAudience): string =>
  importedId(actor.classroomId, iri, audience === "class" ? null : actor.userId);

function judgeReply(around: Surroundings, note: Incoming, replyTo: string, words: Words): Judged {
  const { actor, standing } = around;
  const parent = idsOfIri(actor, replyTo)
    .map((id) => standing.notes.get(id))
    .find(Boolean);
  if (!parent)
    return refused(note.iri, "It answers something that is not in this file, or was not brought in.");
  const root = parent.rootId ? standing.notes.get(parent.rootId) : parent;
  if (!root?.isMine || !root.isImported)
    return refused(note.iri, "It answers a note that stands here already. Answer it there.");
  if (!root.isOpen) return refused(note.iri, "The thread it belongs to is closed or was removed.");
  return {
    line: { iri: note.iri, outcome: "added", sentence: null, section: root.sectionTitle },
    note: {
      id: idFor(around, note.iri, root.audience),
      sectionId: root.sectionId,
      paragraphId: root.paragraphId,
      rootId: root.id,
      parentId: parent.id,
      audience: root.audience,
      text: words.text,
      themeIds: [],
      origin: originOf(around, note),
      mark: null,
    },
  };
}

type Place = Exclude<Incoming["target"], { replyTo: string }>;

function judgeRoot(around: Surroundings, note: Incoming, target: Place, words: Words, found: Found): Judged {
  const { actor, known } = around;
  const section = found ? known.byId(found.sectionId) : known.sectionOf(target.source);
  if (!section) return refused(note.iri, target.exact ? NOT_HERE : NO_PLACE);
  if (actor.lockedSections.includes(section.id))
    return refused(note.iri, "It stands in a part of the guide that is not open yet.");
  if (target.exact !== undefined && target.exact.length > EXACT_MAX_CHARS)
    return refused(note.iri, "It marks more than a page.");
  const audience = audienceOf(around, note);
  const base = {
    id: idFor(around, note.iri, audience),
    sectionId: section.id,
    rootId: null,
    parentId: null,
    audience,
    ...words,
    origin: originOf(around, note),
  };
  const line = { iri: note.iri, sentence: null, section: section.title };
  if (target.exact === undefined || target.exact.trim() === "") {
    const paragraphId = target.paragraphKey ? (section.paragraphs.get(target.paragraphKey) ?? null) : null;
    return { line: { ...line, outcome: "added" }, note: { ...base, paragraphId, themeIds: [], mark: null } };
  }
  const motivation = note.motivation === "replying" ? "commenting" : note.motivation;
  const { exact } = target;
  if (found) {
    const { selectors, how, score } = found.located;
    const isEdited = how === "edited";
    return {
      line: { ...line, outcome: isEdited ? "edited" : "placed" },
      note: {
        ...base,
        paragraphId: selectors.paragraphId,
        mark: { motivation, selectors, quoted: isEdited ? exact : null, score, isLost: false },
      },
    };
  }
  const start = target.start ?? 0;
  const { prefix = "", suffix = "" } = target;
  const selectors = {
    exact,
    prefix,
    suffix,
    start,
    end: start + exact.length,
    paragraphId: null,
    offset: null,
  };
  return {
    line: { ...line, outcome: "lost" },
    note: {
      ...base,
      paragraphId: null,
      mark: { motivation, selectors, quoted: null, score: 0, isLost: true },
    },
  };
}
