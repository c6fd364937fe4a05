import { z } from "zod";
import { PassageShape } from "./anchor/shape";
import { INSTRUCTIONS_MAX_CHARS } from "./assignment";
import { InClassroom } from "./classroom";
import { CommentText, TEXT_MAX_CHARS } from "./comment";
import { Label, PlainText } from "./label";
import { STANCES } from "./prompt";

export const PROMPT_TITLE_MAX_CHARS = 300;
export const WORDS_ASKED_MAX = 1_000;
export const PASSAGES_MAX = 10;
export const REPLIES_ASKED_MAX = 10;
export const CRITERIA_MAX = 8;
export const LEVELS_MAX = 6;
/** Discussions of one prompt, and students in them. */
export const DISCUSSIONS_MAX = 40;
export const SEATED_MAX = 400;
const WHY_MAX_CHARS = 500;

const Moment = z.iso.datetime({ precision: 3, error: "Choose a day and a time." });
const whole = (max: number, what: string) =>
  z
    .int(`Write a whole number of ${what}.`)
    .min(0, `Write a whole number of ${what}.`)
    .max(max, `Ask for at most ${max} ${what}.`);

const Criterion = z.strictObject({
  name: Label(80, "Say what this line looks at."),
  levels: z
    .array(Label(200, "Say what this level means."))
    .min(2, "A line has two levels or more.")
    .max(LEVELS_MAX),
});

/** What is asked, and on which terms. */
const PromptRule = z.strictObject({
  title: Label(PROMPT_TITLE_MAX_CHARS, "Write the question."),
  instructions: PlainText(INSTRUCTIONS_MAX_CHARS),
  opensAt: Moment.nullable(),
  dueAt: Moment,
  repliesDueAt: Moment.nullable(),
  takesLate: z.boolean(),
  wordsMin: whole(WORDS_ASKED_MAX, "words"),
  passagesMin: whole(PASSAGES_MAX, "passages"),
  repliesMin: whole(REPLIES_ASKED_MAX, "replies"),
  rubric: z.array(Criterion).max(CRITERIA_MAX, `Use at most ${CRITERIA_MAX} lines.`),
  hasGate: z.boolean(),
  isAnonymous: z.boolean(),
  isHeld: z.boolean(),
  opensGuide: z.boolean(),
});
export type PromptRule = z.infer<typeof PromptRule>;

/** Where the question comes from: the guide's, a claim to test, or the teacher's own words. */
const PromptSource = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("question"), key: z.string().max(80) }),
  z.strictObject({ from: z.literal("claim"), key: z.string().max(80) }),
  z.strictObject({ from: z.literal("own") }),
]);
export type PromptSource = z.infer<typeof PromptSource>;

const students = z
  .array(z.uuid())
  .min(1, "Choose at least one student.")
  .max(SEATED_MAX, `Choose at most ${SEATED_MAX} students.`);

/** Who answers, and who hears whom: everybody together, some students, or discussions of their own. */
const PromptPeople = z.discriminatedUnion("who", [
  z.strictObject({ who: z.literal("class") }),
  z.strictObject({ who: z.literal("students"), userIds: students }),
  z.strictObject({
    who: z.literal("groups"),
    groups: z
      .array(z.strictObject({ name: Label(40, "Give the group a name."), userIds: students }))
      .min(1, "Make at least one group.")
      .max(DISCUSSIONS_MAX, `Make at most ${DISCUSSIONS_MAX} groups.`),
  }),
]);
export type PromptPeople = z.infer<typeof PromptPeople>;

/** A question for the class. The id is made by the browser: the same id with the same words is the same prompt. */
export const CreatePrompt = InClassroom.extend({
  id: z.uuid(),
  ...PromptRule.shape,
  source: PromptSource,
  people: PromptPeople,
  /** Else it is kept as a draft that students do not see. */
  isPublished: z.boolean(),
});

/** Other terms for a prompt, and those its teacher had before. */
export const ChangePrompt = InClassroom.extend({
  assignmentId: z.uuid(),
  ...PromptRule.shape,
  before: PromptRule,
});

export const OnPrompt = InClassroom.extend({ assignmentId: z.uuid() });

/** What one student is granted; what is left out stays. */
export const GrantSeat = OnPrompt.extend({
  userId: z.uuid(),
  dueAt: Moment.nullable().optional(),
  isExcused: z.boolean().optional(),
  isLetIn: z.boolean().optional(),
  /** The discussion the student is moved to. */
  discussionId: z.uuid().optional(),
});

/** What a student writes and has not handed in, autosaved; `version` is of the draft it goes on from. */
export const SaveAnswerDraft = OnPrompt.extend({
  text: z
    .string()
    .max(TEXT_MAX_CHARS, `Use at most ${TEXT_MAX_CHARS} characters.`)
    .refine(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
      (text) => !/[\p{Cs}\u0000]/u.test(text),
      "Some characters in this text are broken. Write them again.",
    ),
  passages: z.array(CitedPassage()).max(PASSAGES_MAX, `Use at most ${PASSAGES_MAX} passages.`),
  version: z.int().min(0),
});

function CitedPassage() {
  return PassageShape.extend({ sectionId: z.uuid(), versionId: z.uuid() });
}

/** An answer handed in. The id is made by the browser: the same id with the same words is the same answer. */
export const CommitAnswer = OnPrompt.extend({
  id: z.uuid(),
  text: CommentText,
  passages: z.array(CitedPassage()).max(PASSAGES_MAX, `Use at most ${PASSAGES_MAX} passages.`),
});

/** Asks to be let in with less than is asked. */
export const AskToBeLetIn = OnPrompt.extend({ why: PlainText(WHY_MAX_CHARS) });

export const OnAnswer = InClassroom.extend({ commentId: z.uuid() });
export const SendBackAnswer = OnAnswer.extend({ why: PlainText(WHY_MAX_CHARS) });
export const GiveFeedback = OnAnswer.extend({ id: z.uuid(), text: CommentText });

export const TakeStance = OnPrompt.extend({
  stance: z.enum(STANCES, "Choose what you make of it: agree, qualify or dispute."),
  paragraphId: z.uuid("Choose the paragraph this rests on."),
  why: PlainText(WHY_MAX_CHARS),
});
