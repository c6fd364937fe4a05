import { idOf, type PersonName, type Stage, type Viewer } from "./twins";

/** Claims by what the viewers make of them; the last rests on the part that gets locked, and on nothing else. */
export const CLAIMS = { mine: "c01", others: "c03", locked: "c26" };

/** Something that happens in a class. */
export type Step = {
  in: "here" | "there";
  /** Of the class's own viewers, those who must not know that it happened. */
  hiddenFrom?: Viewer[];
  /** Viewers who must not know which words, or whose, these are; they see that something is there. */
  varies?: Viewer[];
  /** Who gets exactly one event of it on an open stream. */
  tells?: Viewer[];
  /** A page was loaded just after it: its cursor is kept. */
  marks?: boolean;
  run(stage: Stage): Promise<unknown>;
};

type Words = {
  text?: string;
  under?: string;
  answers?: string;
  paragraph?: boolean;
  section?: number;
  claim?: string;
};

export const commentNames = new Set<string>();

/** A name for a comment, so that its id is asked for in both twins. */
export const named = (name: string): string => {
  commentNames.add(name);
  return name;
};

/** Writes a comment; `under` is its thread, `answers` the reply it answers. */
export function post(stage: Stage, who: PersonName, name: string, words: Words = {}) {
  const section = words.claim ? stage.claim(words.claim) : stage.section(words.section ?? 0);
  const parent = words.answers ?? words.under;
  return stage.api(who).comment.create({
    ...(who === "osk" || who === "tom" ? stage.there : stage.here),
    id: idOf(name),
    sectionId: section.id,
    paragraphId: words.paragraph ? stage.section(words.section ?? 0).paragraphId : null,
    parentId: parent ? idOf(parent) : null,
    text: words.text ?? `Words of ${name}.`,
  });
}

type Weighed = { position: "holds" | "fails" | "undecided"; chapter?: number; paragraphId?: string };
export const weigh = (stage: Stage, who: PersonName, key: string, weighed: Weighed) =>
  stage.api(who).claim.weighIn({ ...stage.here, key, ...weighed });

export const hide = (stage: Stage, name: string, reason = "Unkind.") =>
  stage.api("tess").moderation.hide({ ...stage.here, commentId: idOf(name), reason });

/** The place in `section()` of a section whose part is locked. */
export const LOCKED = 2;

export const OWN = named("own");
export const OPEN = named("open");
export const UNKIND = named("unkind");
export const UNKIND_REPLY = named("unkind reply");
export const UNKIND_ANSWER = named("unkind answer");
export const SECRET = named("secret");
export const SECRET_REPLY = named("secret reply");
export const HOLE = named("hole");
export const GONE = named("gone");
export const ANSWERED = named("answered");
export const EDITED = named("edited");
export const WITHDRAWN = named("withdrawn");
export const CLASSMATES: Viewer[] = ["sam", "priya"];
