import { SUBSTANCE, termsOf } from "./prompts";
import { idOf, type PersonName, type Stage, type Step, type Viewer } from "./twins";

const CLASSMATES: Viewer[] = ["sam", "priya"];

/** Names of the questions below, so that their ids are asked for in both twins. */
export const PROMPTS = ["behind the gate", "without names", "held back", "a draft", "taken back"];

/** Comments that answer them, and what is said below. */
export const ANSWER_NAMES = [
  "quinn answers",
  "rosa answers",
  "rosa to quinn",
  "quinn to rosa",
  "tess to quinn",
  "sam without a name",
  "first without a name",
  "second without a name",
  "under first without a name",
  "priya held",
  "quinn held",
  "sent back",
  "sam to what is gone",
];

const set = (s: Stage, name: string, more: Partial<ReturnType<typeof termsOf>> = {}, isPublished = true) =>
  s.api("tess").prompt.create({
    ...s.here,
    ...termsOf({ dueAt: "2026-03-02T08:00:00.000Z", ...more }),
    id: idOf(name),
    source: { from: "question", key: "no-rebellion" },
    people: { who: "class" },
    isPublished,
  });

const answer = (s: Stage, who: PersonName, prompt: string, name: string, text = SUBSTANCE) =>
  s.api(who).answer.commit({ ...s.here, assignmentId: idOf(prompt), id: idOf(name), text, passages: [] });

const reply = (s: Stage, who: PersonName, prompt: string, name: string, under: string, text = "Say more.") =>
  s.api(who).comment.create({
    ...s.here,
    id: idOf(name),
    sectionId: idOf(prompt),
    paragraphId: null,
    parentId: idOf(under),
    text,
  });

/** Seats somebody under a name of the story's: drawn ones would differ from twin to twin. */
async function seat(s: Stage, who: PersonName, prompt: string, alias: string): Promise<void> {
  await s.twin.db.owner`
    insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias_id, alias)
    select d.assignment_id, ${idOf(`person ${who}`)}, d.classroom_id, d.id, ${idOf(alias)}, ${alias}
    from discussions d where d.assignment_id = ${idOf(prompt)}`;
}

/** What is answered behind the gate, without names and before a teacher lets it in. */
export const PROMPT_STEPS: Step[] = [
  {
    in: "here",
    async run(s) {
      await set(s, "behind the gate");
      await set(s, "without names", { isAnonymous: true });
      await set(s, "held back", { isHeld: true });
    },
  },
  {
    // Neither of them has answered: how many have is all that they may know.
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const [first, second] = s.variant ? (["rosa", "quinn"] as const) : (["quinn", "rosa"] as const);
      const words = s.variant ? "Secret words of one." : "Other secret words, of somebody else.";
      await answer(s, first, "behind the gate", "quinn answers", `${SUBSTANCE} ${words}`);
      await answer(s, second, "behind the gate", "rosa answers", `${SUBSTANCE} Noise ${s.variant}.`);
    },
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await reply(s, "rosa", "behind the gate", "rosa to quinn", "quinn answers");
      await reply(s, "quinn", "behind the gate", "quinn to rosa", "rosa answers");
      await reply(
        s,
        "tess",
        "behind the gate",
        "tess to quinn",
        "quinn answers",
        "Secret words of the teacher.",
      );
      const { comment, answer: of } = s.api("tess");
      await s.api("rosa").comment.react({
        ...s.here,
        commentId: idOf("quinn answers"),
        reaction: "agree",
        on: true,
      });
      await comment.endorse({ ...s.here, commentId: idOf("rosa answers"), on: true });
      await comment.pin({ ...s.here, commentId: idOf("rosa answers"), pinned: true });
      await of.giveFeedback({
        ...s.here,
        commentId: idOf("quinn answers"),
        id: idOf("feedback"),
        text: "Secret.",
      });
      const { paragraphIds } = s.section();
      await s.api("rosa").answer.takeStance({
        ...s.here,
        assignmentId: idOf("behind the gate"),
        stance: "dispute",
        paragraphId: paragraphIds[0] ?? "",
        why: "Secret.",
      });
    },
  },
  {
    // Sam has answered with two others: which of them wrote which is behind the names.
    in: "here",
    varies: ["sam"],
    async run(s) {
      const [first, second] = s.variant ? (["rosa", "quinn"] as const) : (["quinn", "rosa"] as const);
      const on = "without names";
      await seat(s, "sam", on, "Wren");
      await seat(s, first, on, "Heron");
      await seat(s, second, on, "Rowan");
      await answer(s, "sam", on, "sam without a name");
      await answer(s, first, on, "first without a name", `${SUBSTANCE} One thing.`);
      await answer(s, second, on, "second without a name", `${SUBSTANCE} Another thing.`);
      await reply(s, second, on, "under first without a name", "first without a name");
    },
  },
  {
    // An answer that waits, one that was sent back, and what is being written.
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const who = s.variant ? "rosa" : "quinn";
      await answer(s, who, "held back", "quinn held", `${SUBSTANCE} Secret ${s.variant}.`);
    },
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const draft = { ...s.here, assignmentId: idOf("held back"), passages: [], version: 0 };
      await s.api("rosa").answer.saveDraft({ ...draft, text: "Secret words of a draft." });
      await s.api("rosa").answer.ask({ ...s.here, assignmentId: idOf("held back"), why: "Secret." });
      await s.api("rosa").answer.commit({
        ...s.here,
        assignmentId: idOf("held back"),
        id: idOf("sent back"),
        text: `${SUBSTANCE} Secret words sent back.`,
        passages: [],
      });
      await s.api("tess").answer.sendBack({ ...s.here, commentId: idOf("sent back"), why: "Secret." });
    },
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await set(s, "a draft", { title: "Secret words of a draft" }, false);
      await set(s, "taken back", { title: "Secret words taken back" });
      await s.api("tess").assignment.withdraw({ ...s.here, assignmentId: idOf("taken back") });
    },
  },
  // Priya hears who is let in, and nobody is.
  { in: "here", marks: true, run: (s) => answer(s, "priya", "held back", "priya held") },
];
