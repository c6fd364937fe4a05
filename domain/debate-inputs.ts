import { z } from "zod";
import { PassageShape } from "./anchor/shape";
import { INSTRUCTIONS_MAX_CHARS } from "./assignment";
import { InClassroom } from "./classroom";
import { CommentText } from "./comment";
import {
  CLAIM_MARKS,
  CLAIM_MAX_CHARS,
  CLAIM_PASSAGES_MAX,
  CLAIM_QUALITIES,
  CONFIDENCE_MAX,
  MOVE_KINDS,
} from "./debate/moves";
import { EXTEND_MINUTES_MAX, faultOfPhases, PHASE_KINDS } from "./debate/phases";
import { CHOICES, SEATINGS, SIDES } from "./debate/sides";
import { JOINT_MODES, STATEMENT_MAX_CHARS } from "./debate/statement";
import { Label, PlainText } from "./label";

export const MOTION_MAX_CHARS = 300;
export const SIDE_MAX_CHARS = 300;

const Moment = z.iso.datetime({ precision: 3, error: "Choose a day and a time." });
const minutes = (max: number) =>
  z.int("Write whole minutes.").min(1, "A phase takes a minute at least.").max(max, "That is too long.");

/** Phases with a clock each, or with the day and time each ends. */
const DebatePace = z.discriminatedUnion("pace", [
  z.strictObject({
    pace: z.literal("timed"),
    phases: z
      .array(z.strictObject({ kind: z.enum(PHASE_KINDS), minutes: minutes(600) }))
      .min(1)
      .max(PHASE_KINDS.length),
  }),
  z.strictObject({
    pace: z.literal("dated"),
    /** Null: from now on. */
    startsAt: Moment.nullable(),
    phases: z
      .array(z.strictObject({ kind: z.enum(PHASE_KINDS), endsAt: Moment }))
      .min(1)
      .max(PHASE_KINDS.length),
  }),
]);
export type DebatePace = z.infer<typeof DebatePace>;

/** Where the motion comes from: one of the guide's questions, a claim to test, or the teacher's own words. */
const DebateSource = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("question"), key: z.string().max(80) }),
  z.strictObject({ from: z.literal("claim"), key: z.string().max(80) }),
  z.strictObject({ from: z.literal("own") }),
]);
export type DebateSource = z.infer<typeof DebateSource>;

/** What can be said otherwise until a debate begins. */
const terms = {
  motion: Label(MOTION_MAX_CHARS, "Write the motion."),
  instructions: PlainText(INSTRUCTIONS_MAX_CHARS),
  /** What each side says, in the order for, against, third. */
  sides: z
    .array(Label(SIDE_MAX_CHARS, "Say what this side holds."))
    .min(2, "A debate has two sides or three.")
    .max(SIDES.length, "A debate has two sides or three."),
  seating: z.enum(SEATINGS),
  joint: z.enum(JOINT_MODES),
  schedule: DebatePace.superRefine(({ phases }, context) => {
    const message = faultOfPhases(phases.map(({ kind }) => kind));
    if (message) context.addIssue({ code: "custom", path: ["phases"], message });
  }),
};

/** A debate for the class. The id is made by the browser: the same id with the same words is the same debate. */
export const CreateDebate = InClassroom.extend({
  id: z.uuid(),
  ...terms,
  source: DebateSource,
  /** Votes are shown by name after the close; the class is told before the first of them. */
  isNamed: z.boolean(),
});
export type NewDebate = Omit<z.infer<typeof CreateDebate>, "classroomId">;

export const OnDebate = InClassroom.extend({ debateId: z.uuid() });

/** Other terms for a debate that has not begun; `version` is the one they go on from. */
export const AmendDebate = OnDebate.extend({ ...terms, version: z.int().min(1) });
export type DebateTerms = Omit<z.infer<typeof AmendDebate>, "classroomId" | "debateId" | "version">;

/** What a teacher does with the clock. */
const Steer = z.discriminatedUnion("to", [
  z.strictObject({ to: z.enum(["begin", "pause", "resume", "next", "back"]) }),
  z.strictObject({ to: z.literal("extend"), minutes: minutes(EXTEND_MINUTES_MAX) }),
  z.strictObject({ to: z.literal("reschedule"), ends: z.array(Moment).min(1).max(PHASE_KINDS.length) }),
]);
export type Steer = z.infer<typeof Steer>;
/** `version` and `phase` are what the teacher's page shows: a phase that ends by itself changes no version. */
export const SteerDebate = OnDebate.extend({
  steer: Steer,
  version: z.int().min(1),
  phase: z.int().min(-1).max(PHASE_KINDS.length),
});

/** A seat for oneself: where sides are chosen, the one that is wanted. */
export const TakeSeat = OnDebate.extend({ side: z.enum(SIDES).nullable().default(null) });
export const GiveSeat = OnDebate.extend({ userId: z.uuid(), side: z.enum(SIDES) });

/** One's vote in the phase that is on. */
export const CastVote = OnDebate.extend({
  choice: z.enum(CHOICES, "Choose a side, or undecided."),
  confidence: z
    .int("Say how sure you are, from 1 to 5.")
    .min(1, "Say how sure you are, from 1 to 5.")
    .max(CONFIDENCE_MAX, "Say how sure you are, from 1 to 5."),
  /** The claim that moved one; in the last vote only. */
  movedBy: z.uuid().nullable().default(null),
});

const passages = z
  .array(PassageShape.extend({ sectionId: z.uuid(), versionId: z.uuid() }))
  .max(CLAIM_PASSAGES_MAX, `Use at most ${CLAIM_PASSAGES_MAX} passages.`);

const ClaimText = CommentText.pipe(
  z.string().max(CLAIM_MAX_CHARS, `Use at most ${CLAIM_MAX_CHARS} characters: a claim makes one point.`),
);

/** A claim, or what answers one. */
export const MakeMove = OnDebate.extend({
  id: z.uuid(),
  kind: z.enum(MOVE_KINDS),
  side: z.enum(SIDES),
  answersId: z.uuid().nullable().default(null),
  text: ClaimText,
  passages,
});

/** What was being written when its phase closed. */
export const KeepMove = MakeMove.omit({ side: true }).extend({ text: CommentText });

export const OnClaim = InClassroom.extend({ commentId: z.uuid() });
/** Other words for one's own claim; `version` is the one they go on from. */
export const ChangeMove = OnClaim.extend({ text: ClaimText, passages, version: z.int().min(1) });
export const MarkClaim = OnClaim.extend({ mark: z.enum(CLAIM_MARKS), on: z.boolean() });
export const WeighClaim = OnClaim.extend({ quality: z.enum(CLAIM_QUALITIES), on: z.boolean() });

/**
 * A joint statement, or a draft of one. `version` is the one it goes on from, 0 for the first; `groupId` whose text the
 * writer's page shows, null where it is the class's or their own draft.
 */
export const SaveStatement = OnDebate.extend({
  groupId: z.uuid().nullable(),
  text: PlainText(STATEMENT_MAX_CHARS).pipe(z.string().min(1, "Write something first.")),
  version: z.int().min(0),
});
export const BackStatement = OnDebate.extend({ statementId: z.uuid().nullable() });
export const OnStatement = OnDebate.extend({ statementId: z.uuid() });
