import { randomUUID } from "node:crypto";
import type { NoteAudience } from "#domain/audience";
import type { TestDatabase } from "./database";
import { publishAs, smallGuide } from "./editions";
import { callerOf, join, makePerson, type Person } from "./factories";

/** The paragraphs of each section by their keys. */
export type Texts = Record<string, Record<string, string>>;

type Marking = {
  by: Person;
  nth?: number;
  path: string;
  audience?: NoteAudience;
  text?: string | null;
  versionId?: string;
};

/** A class that reads a small guide of its own, which is published anew at will. */
export class EditionRoom {
  readonly classroomId = randomUUID();
  private code = "";

  private constructor(
    private readonly db: TestDatabase,
    readonly slug: string,
    readonly teacher: Person,
    /** The version that the class begins with. */
    readonly first: string,
  ) {}

  /** Publishes the guide, and makes the class. */
  static async open(db: TestDatabase, texts: Texts): Promise<EditionRoom> {
    const slug = `small-${randomUUID().slice(0, 8)}`;
    const first = await publishAs(db.ownerUrl, slug, await smallGuide(texts));
    const teacher = await makePerson(db, "Ms Okafor", { role: "teacher" });
    const room = new EditionRoom(db, slug, teacher, first);
    const { classroomId } = room;
    await callerOf(db, teacher).classroom.create({
      id: classroomId,
      name: "Year 11",
      guideSlug: slug,
      displayName: teacher.name,
    });
    room.code = (await callerOf(db, teacher).classroom.code({ classroomId })).code ?? "";
    return room;
  }

  /** Somebody who joins the class. */
  async member(name: string, role: "student" | "teacher" = "student"): Promise<Person> {
    const person = await makePerson(this.db, name, { role });
    await this.lets(person, role);
    return person;
  }

  /** Lets somebody in. */
  lets(person: Person, role: "student" | "teacher" = "student"): Promise<void> {
    const classroom = { id: this.classroomId, code: this.code, owner: this.teacher, sections: [] };
    return join(this.db, classroom, person, role);
  }

  async publish(texts: Texts): Promise<string> {
    return publishAs(this.db.ownerUrl, this.slug, await smallGuide(texts));
  }

  adopt(versionId: string, by = this.teacher) {
    return callerOf(this.db, by).edition.adopt({ classroomId: this.classroomId, versionId });
  }

  /** Publishes, and moves the class there. */
  async moveTo(texts: Texts): Promise<string> {
    const versionId = await this.publish(texts);
    await this.adopt(versionId);
    return versionId;
  }

  async sectionId(path: string): Promise<string> {
    const [row] = await this.db.owner`
      select s.id from sections s join guides g on g.id = s.guide_id where g.slug = ${this.slug} and s.path = ${path}`;
    return row?.id;
  }

  async paragraphId(path: string, key: string): Promise<string> {
    const [row] = await this.db.owner`
      select id from paragraphs where section_id = ${await this.sectionId(path)} and key = ${key}`;
    return row?.id;
  }

  /** The text of a section in a version. */
  async textOf(versionId: string, path: string): Promise<string> {
    const rows = await this.db.owner`select text from paragraph_versions where version_id = ${versionId}
      and section_id = ${await this.sectionId(path)} order by position`;
    return rows.map(({ text }) => text).join("\n");
  }

  /** Marks words, the nth time they stand there; in the first version, as a page that was never reloaded would. */
  async mark(exact: string, marking: Marking): Promise<string> {
    const { by, nth = 1, path, audience = "class", text = "A thought.", versionId = this.first } = marking;
    const whole = await this.textOf(versionId, path);
    let start = -1;
    for (let at = 0; at < nth; at++) start = whole.indexOf(exact, start + 1);
    const { id } = await callerOf(this.db, by).annotation.create({
      classroomId: this.classroomId,
      id: randomUUID(),
      sectionId: await this.sectionId(path),
      versionId,
      selectors: { exact, start, end: start + exact.length },
      motivation: "commenting",
      themeIds: [],
      audience,
      text,
    });
    return id;
  }

  /** How many words for the class are counted, by the paragraph's key. */
  async counts(): Promise<Record<string, number>> {
    const rows = await this.db.owner`
      select p.key, n.count from comment_counts n join paragraphs p on p.id = n.place_id
      where n.classroom_id = ${this.classroomId} and n.count > 0 order by p.key`;
    return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
  }
}
