// What the demo's class is made from, and when.
import { z } from "zod";
import { NOTE_AUDIENCES } from "#domain/audience";
import { POSITIONS } from "#domain/claim";
import { CLAIM_MARKS, CLAIM_QUALITIES, MOVE_KINDS } from "#domain/debate/moves";
import { PHASE_KINDS } from "#domain/debate/phases";
import { CHOICES } from "#domain/debate/sides";
import { MOTIVATIONS, REACTIONS } from "#domain/note";

const person = z.object({ name: z.string(), fullName: z.string() });

const saidInDebate = z.object({
  /** What the others call it here. */
  key: z.string(),
  author: z.string(),
  kind: z.enum(MOVE_KINDS).default("claim"),
  answers: z.string().optional(),
  text: z.string(),
  /** In a lesson: minutes after its beginning. */
  minute: z.number().optional(),
  /** Over days. */
  minutesAgo: z.number().optional(),
  /** The words it rests on, and where they stand. */
  paragraph: z.string().optional(),
  exact: z.string().optional(),
});

const debate = z.object({
  /** The guide's question that the motion is of. */
  question: z.string(),
  motion: z.string(),
  instructions: z.string(),
  /** How many days ago it began. */
  daysAgo: z.number(),
  /** In a lesson each phase has its minutes; over days it ends so many days from now, before now where negative. */
  phases: z.array(
    z.object({ kind: z.enum(PHASE_KINDS), minutes: z.number().optional(), inDays: z.number().optional() }),
  ),
  for: z.object({ holds: z.string(), students: z.array(z.string()) }),
  against: z.object({ holds: z.string(), students: z.array(z.string()) }),
  votes: z.array(
    z.object({
      author: z.string(),
      before: z.enum(CHOICES),
      sure: z.number(),
      after: z.enum(CHOICES).optional(),
      thenSure: z.number().optional(),
      /** What moved them. */
      moved: z.string().optional(),
    }),
  ),
  said: z.partialRecord(z.enum(["opening", "rebuttal", "closing"]), z.array(saidInDebate)),
  marks: z.array(z.object({ on: z.string(), mark: z.enum(CLAIM_MARKS) })).default([]),
  statements: z.array(z.object({ author: z.string(), text: z.string() })).default([]),
  weights: z
    .array(z.object({ on: z.string(), quality: z.enum(CLAIM_QUALITIES), by: z.array(z.string()) }))
    .default([]),
});
/** The demo's class as content/demo/class.yaml tells it. */
export const ClassFile = z.object({
  class: z.object({ name: z.string() }),
  teacher: person,
  students: z.array(person),
  comments: z.array(
    z.object({
      section: z.string(),
      paragraph: z.string().optional(),
      author: z.string(),
      /** Left out for a mark without words. */
      text: z.string().default(""),
      minutesAgo: z.number(),
      /** The words of the paragraph that it marks; a comment without any is no note. */
      mark: z.string().optional(),
      themes: z.array(z.string()).default([]),
      motivation: z.enum(MOTIVATIONS).optional(),
      audience: z.enum(NOTE_AUDIENCES).default("class"),
      reactions: z.partialRecord(z.enum(REACTIONS), z.array(z.string())).default({}),
      endorsed: z.boolean().default(false),
      pinned: z.boolean().optional(),
      replies: z
        .array(
          z.object({
            author: z.string(),
            text: z.string(),
            minutesAgo: z.number(),
            answers: z.number().optional(),
          }),
        )
        .default([]),
    }),
  ),
  weighings: z.array(
    z.object({
      claim: z.string(),
      author: z.string(),
      position: z.enum(POSITIONS),
      paragraph: z.string().optional(),
      chapter: z.number().optional(),
      minutesAgo: z.number(),
    }),
  ),
  groups: z.array(z.object({ name: z.string(), students: z.array(z.string()) })),
  readings: z.array(
    z.object({
      sections: z.array(z.string()),
      notes: z.number(),
      needsTheme: z.boolean(),
      needsReason: z.boolean(),
      minutesAgo: z.number(),
      /** Weeks after the coming Friday. */
      weeks: z.number().default(0),
      instructions: z.string(),
    }),
  ),
  prompts: z.array(
    z.object({
      /** One of the guide's; else it is the teacher's own. */
      question: z.string().optional(),
      title: z.string(),
      instructions: z.string(),
      words: z.number(),
      passages: z.number().default(0),
      replies: z.number().default(0),
      rubric: z.array(z.object({ name: z.string(), levels: z.array(z.string()) })).default([]),
      anonymous: z.boolean().default(false),
      isHeld: z.boolean().default(false),
      /** The groups of the class, each by itself. */
      inGroups: z.boolean().default(false),
      isDraft: z.boolean().default(false),
      minutesAgo: z.number(),
      /** Weeks after the coming Friday. */
      weeks: z.number().default(0),
      answers: z
        .array(
          z.object({
            author: z.string(),
            text: z.string(),
            minutesAgo: z.number(),
            /** The words it rests on, and where they stand. */
            paragraph: z.string().optional(),
            exact: z.string().optional(),
            replies: z
              .array(z.object({ author: z.string(), text: z.string(), minutesAgo: z.number() }))
              .default([]),
          }),
        )
        .default([]),
    }),
  ),
  debates: z.array(debate),
});
export type ClassFile = z.infer<typeof ClassFile>;

const DAY_MINUTES = 1440;
const WAKING = { from: 8.5 * 60, minutes: 13 * 60 };

/**
 * When something was said: as long ago as the file says, but on the days before today between half past eight and
 * half past nine in the evening, so that nobody in the demo writes at three in the morning. Order is kept.
 */
export function whenSaid(minutesAgo: number, now: Date): Date {
  if (minutesAgo < DAY_MINUTES) return new Date(now.getTime() - minutesAgo * 60_000);
  const day = new Date(now);
  day.setDate(day.getDate() - Math.floor(minutesAgo / DAY_MINUTES));
  day.setHours(0, 0, 0, 0);
  const through = 1 - (minutesAgo % DAY_MINUTES) / DAY_MINUTES;
  return new Date(day.getTime() + (WAKING.from + through * WAKING.minutes) * 60_000);
}

/** A time of the day so many days after today, or before it where negative. */
export function onDay(now: Date, days: number, hour: number, minute = 0): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, minute, 0, 0);
  return day;
}

/** The next Friday but today and tomorrow, at eight in the morning. */
export function comingFriday(now: Date, weeks: number): Date {
  const day = new Date(now);
  day.setHours(8, 0, 0, 0);
  const ahead = (5 - day.getDay() + 7) % 7;
  day.setDate(day.getDate() + (ahead < 2 ? ahead + 7 : ahead) + weeks * 7);
  return day;
}
