import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { CommentView } from "#domain/comment";
import { REACTIONS } from "#domain/note";
import type { TestDatabase } from "./database";
import { type Classroom, callerOf, join, makeClassroom, type Person } from "./factories";

/** What somebody does in a conversation. `who` and `at` are taken modulo what there is. */
export type Step =
  | { do: "post"; who: number; place: number }
  | { do: "reply" | "edit" | "remove" | "hide" | "restore" | "seen"; who: number; at: number }
  | { do: "pin" | "lock"; who: number; at: number; on: boolean }
  | { do: "react"; who: number; at: number; on: boolean; kind: number }
  | { do: "seenAll"; who: number };

const who = fc.nat({ max: 3 });
const at = fc.nat({ max: 40 });
const onSomething = (...kinds: ("reply" | "edit" | "remove" | "hide" | "restore" | "seen")[]) =>
  fc.record({ do: fc.constantFrom(...kinds), who, at });

/** Conversations of four people, the first a teacher: mostly words, with everything that may befall them. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constant("post" as const), who, place: fc.nat({ max: 2 }) }),
      },
      { weight: 6, arbitrary: onSomething("reply") },
      { weight: 2, arbitrary: onSomething("edit", "seen") },
      { weight: 3, arbitrary: onSomething("remove") },
      // A teacher does it as often as not, or the rest would rarely meet a hidden comment.
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constantFrom("hide" as const, "restore" as const),
          who: fc.constantFrom(0, 0, 0, 1),
          at,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constantFrom("pin" as const, "lock" as const),
          who: fc.constantFrom(0, 0, 0, 2),
          at,
          on: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("react" as const),
          who,
          at,
          on: fc.boolean(),
          kind: fc.nat({ max: REACTIONS.length - 1 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("seenAll" as const), who }) },
    ),
    { minLength: 4, maxLength },
  );

/** A comment as the model knows it. */
export type Said = {
  id: string;
  seq: number;
  author: Person;
  paragraphId: string | null;
  rootId: string | null;
  parentId: string | null;
  version: number;
  deleted: boolean;
  hidden: boolean;
  wasHidden: boolean;
  locked: boolean;
  pinned: boolean;
  /** Who has certainly seen it. */
  seenBy: Set<string>;
};

/** The rules of threads once more, in plain words and without a database: what the services are held against. */
export class Talk {
  readonly said: Said[] = [];
  private constructor(
    readonly db: TestDatabase,
    readonly classroom: Classroom,
    readonly people: Person[],
  ) {}

  /** A new class of these people; what was said elsewhere no longer counts towards anybody's pace. */
  static async begin(db: TestDatabase, people: Person[]): Promise<Talk> {
    const [teacher, ...students] = people as [Person, ...Person[]];
    const classroom = await makeClassroom(db, teacher);
    for (const student of students) await join(db, classroom, student);
    await db.owner`update comments set created_at = created_at - interval '1 day'`;
    return new Talk(db, classroom, people);
  }

  get sectionId(): string {
    return this.classroom.sections[0]?.id as string;
  }
  isTeacher = (person: Person): boolean => person === this.people[0];
  isShown = (one: Said): boolean => !one.deleted && !one.hidden;
  rootOf = (one: Said): Said => (one.rootId ? (this.said.find((s) => s.id === one.rootId) as Said) : one);
  shownReplies = (root: Said): Said[] => this.said.filter((s) => s.rootId === root.id && this.isShown(s));

  isVisible(person: Person, one: Said): boolean {
    if (one.rootId === null && this.shownReplies(one).length > 0) return true;
    if (one.deleted) return false;
    return !one.hidden || this.isTeacher(person) || one.author === person;
  }

  isHole = (person: Person, one: Said): boolean =>
    one.deleted || (one.hidden && !this.isTeacher(person) && one.author !== person);

  /** What a person finds on the page: visible, and in a thread that is there. */
  visible = (person: Person): Said[] =>
    this.said.filter((s) => this.isVisible(person, s) && this.isVisible(person, this.rootOf(s)));

  private subject(step: Step): Said | undefined {
    return "at" in step && this.said.length > 0 ? this.said[step.at % this.said.length] : undefined;
  }

  private actor = (step: Step): Person => this.people[step.who % this.people.length] as Person;

  /** The code a step is refused with, or null when it goes through. */
  refusal(step: Step): string | null {
    const person = this.actor(step);
    const one = this.subject(step);
    if (!one || step.do === "seen") return null;
    const teacher = this.isTeacher(person);
    const root = this.rootOf(one);
    const isLocked = (root.locked || one.locked) && !teacher;
    if (!this.isVisible(person, one)) return "NOT_FOUND";
    if (step.do === "reply") return !this.isShown(root) || !this.isShown(one) || isLocked ? "CLOSED" : null;
    if (this.isHole(person, one)) return "NOT_FOUND";
    if (step.do === "react") return one.hidden ? "CLOSED" : null;
    if (step.do === "remove") return one.author === person ? null : "FORBIDDEN";
    if (step.do === "edit") {
      if (one.author !== person) return "FORBIDDEN";
      return one.hidden || isLocked ? "CLOSED" : null;
    }
    if (!teacher) return "FORBIDDEN";
    if (step.do === "hide" || step.do === "restore") return null;
    if (one.hidden) return "CLOSED";
    return one.rootId ? "NOT_FOUND" : null;
  }

  /** Does a step, in the model as well. @returns the code it was refused with, or null */
  async take(step: Step): Promise<string | null> {
    const one = this.subject(step);
    if ("at" in step && !one) return null;
    try {
      await this.act(step, one as Said);
      return null;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (cause?.code === undefined) throw error;
      return cause.code;
    }
  }

  private async act(step: Step, one: Said): Promise<void> {
    const person = this.actor(step);
    const { comment, moderation } = callerOf(this.db, person);
    const on = { classroomId: this.classroom.id, commentId: one?.id };
    switch (step.do) {
      case "post":
        return this.write(person, [null, ...this.paragraphs].at(step.place % 3) ?? null, null);
      case "reply":
        return this.write(person, one.paragraphId, one);
      case "edit":
        await comment.update({ ...on, version: one.version, text: `Changed ${one.version + 1}.` });
        one.version++;
        return;
      case "remove":
        await comment.delete(on);
        Object.assign(one, { deleted: true, pinned: false });
        return;
      case "hide":
        await moderation.hide({ ...on, reason: "Off the text." });
        Object.assign(one, { hidden: true, wasHidden: true, pinned: false });
        return;
      case "restore":
        await moderation.restore(on);
        one.hidden = false;
        return;
      case "pin":
        await comment.pin({ ...on, pinned: step.on });
        one.pinned = step.on;
        return;
      case "react": {
        const reaction = REACTIONS[step.kind];
        if (reaction) await comment.react({ ...on, reaction, on: step.on });
        return;
      }
      case "lock":
        await comment.lock({ ...on, locked: step.on });
        one.locked = step.on;
        return;
      default:
        return this.see(person, step.do === "seenAll" ? null : this.rootOf(one));
    }
  }

  private get paragraphs(): string[] {
    return this.classroom.sections[0]?.paragraphIds.slice(0, 2) as string[];
  }

  private async write(person: Person, paragraphId: string | null, parent: Said | null): Promise<void> {
    const id = randomUUID();
    await callerOf(this.db, person).comment.create({
      classroomId: this.classroom.id,
      id,
      sectionId: this.sectionId,
      paragraphId,
      parentId: parent?.id ?? null,
      text: `Said ${this.said.length + 1}.`,
    });
    const [row] = await this.db.owner`select seq from comments where id = ${id}`;
    this.said.push({
      id,
      seq: Number(row?.seq),
      author: person,
      paragraphId,
      rootId: parent ? this.rootOf(parent).id : null,
      parentId: parent?.id ?? null,
      version: 1,
      deleted: false,
      hidden: false,
      wasHidden: false,
      locked: false,
      pinned: false,
      seenBy: new Set([person.userId]),
    });
  }

  private async see(person: Person, root: Said | null): Promise<void> {
    const { comment } = callerOf(this.db, person);
    const here = { classroomId: this.classroom.id, sectionId: this.sectionId };
    const { cursor } = await comment.list(here);
    await comment.markSeen({ ...here, rootIds: root ? [root.id] : [], all: root === null, upTo: cursor });
    if (root && !this.isVisible(person, root)) return;
    for (const one of this.said) if (!root || this.rootOf(one) === root) one.seenBy.add(person.userId);
  }
}

/** Everything a person finds in the section's threads, paged to the end, in the order it came. */
export async function readAll(
  db: TestDatabase,
  person: Person,
  where: { classroomId: string; sectionId: string; order?: "newest" | "oldest"; paragraphId?: string | null },
): Promise<CommentView[]> {
  const { comment } = callerOf(db, person);
  const found: CommentView[] = [];
  let cursor: string | null = null;
  do {
    const page = await comment.list({ ...where, ...(cursor ? { cursor } : {}) });
    for (const one of page.comments) {
      found.push(one);
      const isLast =
        page.comments.filter((c) => (c.rootId ?? c.id) === (one.rootId ?? one.id)).at(-1) === one;
      if (isLast && page.partial.includes(one.rootId ?? one.id))
        found.push(...(await readRest(db, person, where.classroomId, one.rootId ?? one.id, page.comments)));
    }
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

/** The replies of a thread that a window left out. */
async function readRest(
  db: TestDatabase,
  person: Person,
  classroomId: string,
  rootId: string,
  held: CommentView[],
): Promise<CommentView[]> {
  const known = new Set(held.map((one) => one.id));
  const rest: CommentView[] = [];
  let cursor: string | null = null;
  do {
    const page: { comments: CommentView[]; nextCursor: string | null } = await callerOf(
      db,
      person,
    ).comment.replies({ classroomId, rootId, ...(cursor ? { cursor } : {}) });
    rest.push(...page.comments.filter((one) => !known.has(one.id)));
    cursor = page.nextCursor;
  } while (cursor);
  return rest;
}
