import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { NOTE_AUDIENCES } from "#domain/audience";
import { MOVE_KINDS } from "#domain/debate/moves";
import { faultOfPhases, PHASE_KINDS } from "#domain/debate/phases";
import { CHOICES } from "#domain/debate/sides";
import { MOTIVATIONS, REACTIONS } from "#domain/note";
import { wordsOf } from "#domain/prompt";
import { readGuide } from "./source";

const content = join(import.meta.dirname, "../../content");
const said = { author: z.string(), text: z.string().min(2), minutesAgo: z.int().positive() };
const side = z.strictObject({ holds: z.string().min(2), students: z.array(z.string()).min(5) });
const move = z.strictObject({
  key: z.string(),
  author: z.string(),
  text: z.string().min(2).max(600),
  kind: z.enum(MOVE_KINDS).default("claim"),
  answers: z.string().optional(),
  minute: z.int().positive().optional(),
  minutesAgo: z.int().positive().optional(),
  paragraph: z.string().optional(),
  exact: z.string().min(2).optional(),
});
const demoClass = z.strictObject({
  class: z.strictObject({ name: z.string(), guide: z.string() }),
  teacher: z.strictObject({ name: z.string(), fullName: z.string() }),
  students: z.array(z.strictObject({ name: z.string(), fullName: z.string() })),
  comments: z.array(
    z.strictObject({
      ...said,
      // A mark may be without words.
      text: said.text.optional(),
      section: z.string(),
      mark: z.string().min(2).optional(),
      themes: z.array(z.string()).default([]),
      motivation: z.enum(MOTIVATIONS).optional(),
      audience: z.enum(NOTE_AUDIENCES).optional(),
      reactions: z.partialRecord(z.enum(REACTIONS), z.array(z.string())).default({}),
      endorsed: z.boolean().optional(),
      paragraph: z.string().optional(),
      pinned: z.boolean().optional(),
      replies: z.array(z.strictObject({ ...said, answers: z.int().nonnegative().optional() })).default([]),
    }),
  ),
  weighings: z.array(
    z
      .strictObject({
        claim: z.string(),
        author: z.string(),
        position: z.enum(["holds", "fails", "undecided"]),
        paragraph: z.string().optional(),
        chapter: z.int().min(1).max(99).optional(),
        minutesAgo: z.int().positive(),
      })
      .refine((one) => one.paragraph === undefined || one.chapter === undefined, "names two places")
      .refine((one) => one.position === "undecided" || one.paragraph || one.chapter, "rests on nothing"),
  ),
  groups: z.array(z.strictObject({ name: z.string(), students: z.array(z.string()) })),
  readings: z.array(
    z.strictObject({
      sections: z.array(z.string()),
      notes: z.int().positive(),
      needsTheme: z.boolean(),
      needsReason: z.boolean(),
      minutesAgo: z.int().positive(),
      weeks: z.int().positive().optional(),
      instructions: z.string(),
    }),
  ),
  prompts: z.array(
    z.looseObject({
      question: z.string().optional(),
      title: z.string(),
      words: z.int().nonnegative(),
      answers: z
        .array(
          z.strictObject({
            ...said,
            paragraph: z.string().optional(),
            exact: z.string().optional(),
            replies: z.array(z.strictObject(said)).default([]),
          }),
        )
        .default([]),
    }),
  ),
  debates: z.array(
    z.looseObject({
      question: z.string(),
      motion: z.string().min(2),
      phases: z.array(
        z
          .strictObject({
            kind: z.enum(PHASE_KINDS),
            minutes: z.int().positive().optional(),
            inDays: z.int().optional(),
          })
          .refine(({ minutes, inDays }) => (minutes === undefined) !== (inDays === undefined)),
      ),
      for: side,
      against: side,
      votes: z.array(
        z.strictObject({
          author: z.string(),
          before: z.enum(CHOICES),
          sure: z.int().min(1).max(5),
          after: z.enum(CHOICES).optional(),
          thenSure: z.int().min(1).max(5).optional(),
          moved: z.string().optional(),
        }),
      ),
      said: z.strictObject({
        opening: z.array(move),
        rebuttal: z.array(move).default([]),
        closing: z.array(move).default([]),
      }),
      marks: z.array(z.strictObject({ on: z.string(), mark: z.string() })).default([]),
      statements: z.array(z.strictObject({ author: z.string(), text: z.string().min(2) })).default([]),
      weights: z
        .array(z.strictObject({ on: z.string(), quality: z.string(), by: z.array(z.string()) }))
        .default([]),
    }),
  ),
});

test("the demo class speaks in its own names, about paragraphs that exist, in an order that can be", async () => {
  const { students, teacher, comments, weighings, groups, readings, prompts, debates, ...rest } =
    demoClass.parse(parse(await readFile(join(content, "demo/class.yaml"), "utf8")));
  const guide = await readGuide(join(content, "guides", rest.class.guide));
  const claims = guide.claims.map(({ key }) => `claims/${key}`);
  const places = new Set([
    ...claims,
    ...guide.sections.flatMap(({ path, paragraphs }) => [
      path,
      ...paragraphs.map((one) => `${path}#${one.key}`),
    ]),
  ]);
  const names = new Set([teacher, ...students].map((one) => one.name));
  expect(students).toHaveLength(30);
  expect(names.size).toBe(31);
  for (const { section, paragraph, replies, ...comment } of comments) {
    expect(places).toContain(paragraph ? `${section}#${paragraph}` : section);
    for (const one of [comment, ...replies]) expect(names).toContain(one.author);
    for (const [index, reply] of replies.entries()) {
      expect(reply.minutesAgo).toBeLessThan(comment.minutesAgo);
      if (reply.answers === undefined) continue;
      expect(reply.answers).toBeLessThan(index);
      expect(reply.minutesAgo).toBeLessThan(replies[reply.answers]?.minutesAgo ?? 0);
    }
  }
  for (const { claim, author, paragraph } of weighings) {
    expect(claims).toContain(`claims/${claim}`);
    expect(names).toContain(author);
    if (paragraph) expect(places).toContain(paragraph);
  }
  expect(new Set(weighings.map(({ claim, author }) => `${claim} ${author}`)).size).toBe(weighings.length);
  const known = guide.themes.map(({ key }) => key);
  for (const { mark, themes, text, section, paragraph, reactions } of comments) {
    expect(mark ?? text, `${section}#${paragraph}`).toBeTruthy();
    expect(known).toEqual(expect.arrayContaining(themes));
    for (const who of Object.values(reactions).flat()) expect(names).toContain(who);
  }
  const placed = groups.flatMap((group) => group.students);
  expect(new Set(placed).size).toBe(placed.length);
  for (const name of placed) expect(names).toContain(name);
  for (const path of readings.flatMap(({ sections }) => sections)) expect(places).toContain(path);
  for (const { question, words, answers } of prompts) {
    if (question) expect(guide.questions.map(({ key }) => key)).toContain(question);
    for (const { author, text, minutesAgo, paragraph, replies } of answers) {
      expect(names).toContain(author);
      expect(wordsOf(text).length).toBeGreaterThanOrEqual(words);
      if (paragraph) expect(places).toContain(paragraph);
      for (const reply of replies) {
        // Who replies has answered before, or teaches.
        const own =
          answers.find((one) => one.author === reply.author)?.minutesAgo ?? Number.POSITIVE_INFINITY;
        expect(reply.author === teacher.name || own > reply.minutesAgo).toBe(true);
        expect(reply.minutesAgo).toBeLessThan(minutesAgo);
      }
    }
  }
  for (const debate of debates) {
    expect(guide.questions.map(({ key }) => key)).toContain(debate.question);
    expect(faultOfPhases(debate.phases.map(({ kind }) => kind))).toBeNull();
    const seated = [...debate.for.students, ...debate.against.students];
    expect(new Set(seated)).toEqual(new Set(students.map((one) => one.name)));
    expect(seated).toHaveLength(students.length);
    const voters = debate.votes.map(({ author }) => author);
    expect(new Set(voters).size).toBe(voters.length);
    const said = [...debate.said.opening, ...debate.said.rebuttal, ...debate.said.closing];
    const keys = said.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const sideOf = (author: string) => debate.for.students.includes(author);
    for (const [at, { author, kind, answers, paragraph, minute, minutesAgo }] of said.entries()) {
      expect(seated).toContain(author);
      expect((minute === undefined) !== (minutesAgo === undefined)).toBe(true);
      if (paragraph) expect(places).toContain(paragraph);
      expect(kind === "claim", author).toBe(answers === undefined);
      if (answers === undefined) continue;
      // What is answered was said before, by the other side.
      const to = said.slice(0, at).find(({ key }) => key === answers);
      expect(to, answers).toBeDefined();
      expect(sideOf(to?.author ?? "")).toBe(!sideOf(author));
    }
    for (const one of debate.said.opening) expect(one.paragraph && one.exact, one.key).toBeTruthy();
    for (const { author, moved } of debate.votes) {
      expect(seated).toContain(author);
      if (moved) expect(keys).toContain(moved);
    }
    for (const { on, by } of debate.weights) {
      const writer = said.find(({ key }) => key === on)?.author;
      expect(seated).toEqual(expect.arrayContaining(by));
      expect(by).not.toContain(writer);
    }
    for (const { on } of debate.marks) expect(keys).toContain(on);
    for (const { author } of debate.statements) expect(placed).toContain(author);
  }
  expect(comments.filter((one) => one.section.startsWith("claims/"))).not.toHaveLength(0);
  expect(comments.filter((one) => one.pinned)).not.toHaveLength(0);
  expect(comments.filter((one) => one.replies.length === 0).length).toBeGreaterThan(5);
});
