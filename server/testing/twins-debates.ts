import type { PhaseKind } from "#domain/debate/phases";
import type { Choice, Side } from "#domain/debate/sides";
import { passageOf, termsOfDebate } from "./debates";
import { idOf, type PersonName, type Stage, type Step, type Viewer } from "./twins";

const CLASSMATES: Viewer[] = ["sam", "priya"];

/** Names of the debates below, so that their ids are asked for in both twins. */
export const DEBATES = ["a debate over", "a debate in its vote", "a debate in groups", "a debate taken back"];

/** What is said in them. */
export const CLAIM_NAMES = [
  "priya claims",
  "quinn claims",
  "rosa claims",
  "priya rebuts",
  "rosa too late",
  "sam, taken back",
  "priya, taken back",
  "quinn, taken back",
  "quinn, taken back twice",
  "rosa, taken back",
  "priya answers, taken back",
  "priya rebuts, taken back",
];

const on = (s: Stage, name: string) => ({ ...s.here, debateId: idOf(name) });

// Longer than the story: what moves on is moved on by its teacher.
const LONG = 600;

async function open(s: Stage, name: string, kinds: PhaseKind[]): Promise<void> {
  await s.api("tess").debate.create({
    ...s.here,
    ...termsOfDebate({
      seating: "teacher",
      schedule: { pace: "timed", phases: kinds.map((kind) => ({ kind, minutes: LONG })) },
    }),
    id: idOf(name),
  });
  const sides: [PersonName, Side][] = [
    ["sam", "for"],
    ["quinn", "for"],
    ["rosa", "for"],
    ["priya", "against"],
  ];
  for (const [who, side] of sides)
    await s.api("tess").debate.giveSeat({ ...on(s, name), userId: idOf(`person ${who}`), side });
  await steer(s, name, "begin");
}

async function steer(s: Stage, name: string, to: "begin" | "next"): Promise<void> {
  const { debate } = await s.api("tess").debate.get(on(s, name));
  await s
    .api("tess")
    .debate.steer({ ...on(s, name), version: debate.version, phase: debate.phase, steer: { to } });
}

const vote = (
  s: Stage,
  who: PersonName,
  name: string,
  choice: Choice,
  confidence: number,
  movedBy?: string,
) =>
  s.api(who).debate.vote({
    ...on(s, name),
    choice,
    confidence,
    movedBy: movedBy === undefined ? null : idOf(movedBy),
  });

async function say(
  s: Stage,
  who: PersonName,
  name: string,
  words: { id: string; side: Side; answers?: string; text?: string },
): Promise<unknown> {
  return s.api(who).debate.say({
    ...on(s, name),
    id: idOf(words.id),
    kind: words.answers ? "rebuttal" : "claim",
    side: words.side,
    answersId: words.answers ? idOf(words.answers) : null,
    text: words.text ?? `Words of ${words.id}.`,
    passages: words.answers ? [] : [await passageOf(s.twin.db, { id: s.here.classroomId })],
  });
}

/** Two who sit on the same side, in an order that the twins do not share. */
const pair = (s: Stage): [PersonName, PersonName] => (s.variant ? ["rosa", "quinn"] : ["quinn", "rosa"]);

/** A debate that its teacher took back: each keeps their own words, and nobody what the others said. */
function takenBack(name: string): Step[] {
  return [
    {
      in: "here",
      marks: true,
      async run(s) {
        await open(s, name, ["opening", "rebuttal"]);
        await say(s, "sam", name, { id: "sam, taken back", side: "for" });
        await say(s, "priya", name, { id: "priya, taken back", side: "against" });
      },
    },
    {
      in: "here",
      varies: CLASSMATES,
      run: (s) =>
        say(s, pair(s)[0], name, {
          id: "quinn, taken back",
          side: "for",
          text: s.variant ? "Regretted." : "Written in haste, at length.",
        }),
    },
    {
      in: "here",
      hiddenFrom: CLASSMATES,
      run: (s) =>
        say(s, "quinn", name, { id: "quinn, taken back twice", side: "for", text: "Secret words." }),
    },
    { in: "here", run: (s) => steer(s, name, "next") },
    {
      // An answer to one's own words is the other's too.
      in: "here",
      hiddenFrom: CLASSMATES,
      run: (s) =>
        say(s, "rosa", name, {
          id: "rosa, taken back",
          side: "for",
          answers: "priya, taken back",
          text: "Secret words.",
        }),
    },
    {
      in: "here",
      hiddenFrom: ["sam"],
      run: (s) =>
        say(s, "priya", name, {
          id: "priya answers, taken back",
          side: "against",
          answers: "sam, taken back",
        }),
    },
    {
      // One's own answer, to whomever.
      in: "here",
      hiddenFrom: ["sam"],
      run: (s) =>
        say(s, "priya", name, {
          id: "priya rebuts, taken back",
          side: "against",
          answers: "quinn, taken back",
        }),
    },
    {
      in: "here",
      marks: true,
      run: (s) => s.api("tess").assignment.withdraw({ ...s.here, assignmentId: idOf(name) }),
    },
  ];
}

/** What is voted, hidden and kept in debates: nothing of it is for anybody but those whose it is. */
export const DEBATE_STEPS: Step[] = [
  {
    in: "here",
    async run(s) {
      await open(s, "a debate over", ["entry_vote", "opening", "rebuttal", "exit_vote"]);
      await open(s, "a debate in its vote", ["entry_vote", "opening", "exit_vote"]);
      await open(s, "a debate in groups", ["opening", "joint"]);
    },
  },
  {
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const [one, other] = pair(s);
      for (const name of ["a debate over", "a debate in its vote"]) {
        await vote(s, one, name, "against", 5);
        await vote(s, other, name, "for", 1);
        await vote(s, "sam", name, "undecided", 2);
        await vote(s, "priya", name, "for", 4);
      }
    },
  },
  {
    in: "here",
    marks: true,
    async run(s) {
      await steer(s, "a debate over", "next");
      await say(s, "priya", "a debate over", { id: "priya claims", side: "against" });
      await say(s, "quinn", "a debate over", { id: "quinn claims", side: "for" });
    },
  },
  {
    // The last claim of its side, which a teacher hides: nothing is to be seen of it. (Were there a later one, its number
    // would say that something is gone.)
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await say(s, "rosa", "a debate over", { id: "rosa claims", side: "for", text: "Secret words." });
      await s
        .api("tess")
        .moderation.hide({ ...s.here, commentId: idOf("rosa claims"), reason: "Off the text." });
    },
  },
  { in: "here", run: (s) => steer(s, "a debate over", "next") },
  {
    in: "here",
    run: (s) =>
      say(s, "priya", "a debate over", { id: "priya rebuts", side: "against", answers: "quinn claims" }),
  },
  {
    // Words that came too late are their writer's.
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) =>
      say(s, "rosa", "a debate over", { id: "rosa too late", side: "for", text: "Secret words." }).catch(
        () => {},
      ),
  },
  { in: "here", run: (s) => steer(s, "a debate over", "next") },
  {
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const [one, other] = pair(s);
      await vote(s, one, "a debate over", "for", 2, "priya claims");
      await vote(s, other, "a debate over", "undecided", 5, "priya rebuts");
      await vote(s, "priya", "a debate over", "against", 3);
    },
  },
  { in: "here", run: (s) => steer(s, "a debate over", "next") },
  {
    // Weighed by one, and by whom is not said.
    in: "here",
    varies: CLASSMATES,
    run: (s) =>
      s.api(pair(s)[0]).debate.weigh({
        ...s.here,
        commentId: idOf("priya claims"),
        quality: "convincing",
        on: true,
      }),
  },
  { in: "here", run: (s) => steer(s, "a debate in groups", "next") },
  {
    // What another group writes.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const held = on(s, "a debate in groups");
      const state = async (who: PersonName, text: string, version: number) => {
        const { mine } = (await s.api(who).debate.get(held)).debate;
        await s.api(who).debate.state({ ...held, groupId: mine?.groupId ?? null, text, version });
      };
      await state("quinn", "Secret words.", 0);
      await state("rosa", "Secret words, and more.", 1);
    },
  },
  ...takenBack("a debate taken back"),
];
