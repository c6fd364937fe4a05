import { idOf, type PersonName, type Stage, type Viewer } from "./twins";
import { CLASS } from "./twins-class";
import { LIVE_NOTES, LOST_NOTES, NOTE_NAMES, NOTES } from "./twins-notes";

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

const commentNames = new Set<string>(NOTE_NAMES);
/** A name for a comment, so that its id is asked for in both twins. */
const named = (name: string): string => {
  commentNames.add(name);
  return name;
};

/** Writes a comment; `under` is its thread, `answers` the reply it answers. */
function post(stage: Stage, who: PersonName, name: string, words: Words = {}) {
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
const weigh = (stage: Stage, who: PersonName, key: string, weighed: Weighed) =>
  stage.api(who).claim.weighIn({ ...stage.here, key, ...weighed });

const hide = (stage: Stage, name: string, reason = "Unkind.") =>
  stage.api("tess").moderation.hide({ ...stage.here, commentId: idOf(name), reason });

/** The place in `section()` of a section whose part is locked. */
const LOCKED = 2;

const OWN = named("own");
const OPEN = named("open");
const UNKIND = named("unkind");
const UNKIND_REPLY = named("unkind reply");
const UNKIND_ANSWER = named("unkind answer");
const SECRET = named("secret");
const SECRET_REPLY = named("secret reply");
const HOLE = named("hole");
const GONE = named("gone");
const ANSWERED = named("answered");
const EDITED = named("edited");
const WITHDRAWN = named("withdrawn");
const CLASSMATES: Viewer[] = ["sam", "priya"];

const before: Step[] = [
  { in: "here", marks: true, run: (s) => post(s, "sam", OWN, { paragraph: true }) },
  { in: "here", run: (s) => post(s, "rosa", named("rosa to sam"), { under: OWN, paragraph: true }) },
  { in: "here", run: (s) => post(s, "quinn", OPEN) },
  {
    // A hidden thread without replies: nothing is to be seen of it.
    in: "here",
    hiddenFrom: ["sam"],
    async run(s) {
      await post(s, "priya", UNKIND, { text: "Priya, unkindly.", paragraph: true });
      await hide(s, UNKIND);
    },
  },
  {
    // A hidden reply: counts, order and the thread's answer as before.
    in: "here",
    hiddenFrom: ["sam"],
    async run(s) {
      await post(s, "priya", UNKIND_REPLY, { text: "Priya, again.", under: OWN, paragraph: true });
      await hide(s, UNKIND_REPLY);
      await post(s, "priya", UNKIND_ANSWER, { text: "Priya, answering.", under: OPEN });
      await hide(s, UNKIND_ANSWER);
    },
  },
  { in: "here", marks: true, run: (s) => post(s, "rosa", named("in between")) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await post(s, "quinn", SECRET);
      await post(s, "rosa", SECRET_REPLY, { under: SECRET });
      await hide(s, SECRET_REPLY);
      await hide(s, SECRET);
      await post(s, "rosa", named("secret elsewhere"), { section: 1, paragraph: true });
      await hide(s, "secret elsewhere");
    },
  },
  {
    // A hidden thread with replies stays as a hole: not whose, not what, not whether edited or pinned.
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const who = s.variant ? "rosa" : "quinn";
      await post(s, who, HOLE, { text: s.variant ? "One thing." : "Another thing, which is longer." });
      if (s.variant) {
        await s
          .api(who)
          .comment.update({ ...s.here, commentId: idOf(HOLE), text: "One thing more.", version: 1 });
        await s.api("tess").comment.pin({ ...s.here, commentId: idOf(HOLE), pinned: true });
      }
      await post(s, "sam", named("sam under the hole"), { under: HOLE });
      await hide(s, HOLE, s.variant ? "Unkind." : "This names somebody.");
    },
  },
  {
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      const who = s.variant ? "rosa" : "quinn";
      await post(s, who, GONE, { text: s.variant ? "Regretted." : "Written in haste." });
      await post(s, "sam", named("sam under the gone"), { under: GONE });
      await s.api(who).comment.delete({ ...s.here, commentId: idOf(GONE) });
    },
  },
  {
    // A hidden reply that was answered: the answer names nobody.
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      await post(s, s.variant ? "rosa" : "quinn", ANSWERED, { under: OPEN, text: `Said ${s.variant}.` });
      await post(s, "tess", named("tess to the answered"), { under: OPEN, answers: ANSWERED });
      await hide(s, ANSWERED, `Because ${s.variant}.`);
    },
  },
  {
    // That it was edited is to be seen; what it said before is not.
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      await post(s, "rosa", EDITED, { text: s.variant ? "Before." : "Before, at length." });
      await s.api("rosa").comment.update({ ...s.here, commentId: idOf(EDITED), text: "After.", version: 1 });
    },
  },
  { in: "here", run: (s) => s.api("tess").comment.pin({ ...s.here, commentId: idOf(OPEN), pinned: true }) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await post(s, "quinn", WITHDRAWN);
      await s.api("quinn").comment.delete({ ...s.here, commentId: idOf(WITHDRAWN) });
    },
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const report = { ...s.here, id: idOf("report"), commentId: idOf(OPEN), reason: "Boring." };
      await s.api("rosa").moderation.report(report);
      await s.api("tess").moderation.resolve({ ...s.here, reportId: report.id });
      await s.api("rosa").moderation.report({ ...report, id: idOf("report 2"), commentId: idOf(OWN) });
    },
  },
  {
    // How far others have read, and that somebody signed in again.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const { cursor } = await s.api("rosa").comment.list({ ...s.here, sectionId: s.section().id });
      const seen = { ...s.here, sectionId: s.section().id, upTo: cursor };
      await s.api("rosa").comment.markSeen({ ...seen, rootIds: [idOf(OWN)] });
      await s.api("quinn").comment.markSeen({ ...seen, rootIds: [], all: true });
      const { userId } = s.twin.people.rosa;
      await s.twin.db.owner`insert into sessions (user_id, label) values (${userId}, 'another')`;
    },
  },
  {
    // How far others have read, a teacher among them, and how they like their text.
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      for (const who of ["rosa", "quinn", "tess"] as const) {
        const { id, paragraphId } = s.section(who === "quinn" ? 1 : 0);
        await s.api(who).reading.keep({ ...s.here, sectionId: id, paragraphId, reachedId: paragraphId });
        await s.api(who).account.keepReader({ reader: "dark.22.wide.sans.off" });
      }
    },
  },
  { in: "here", hiddenFrom: CLASSMATES, run: hideMany },
  {
    // A part that is not open yet: its text, and what is written there before and after, is nobody's but the teachers'.
    in: "here",
    async run(s) {
      await post(s, "sam", named("sam where it is locked"), { section: LOCKED });
      await s.twin.db.owner`insert into part_locks (classroom_id, part_key, until, set_by_id)
        values (${s.here.classroomId}, ${s.section(LOCKED).path.split("/")[0] ?? ""}, '2099-01-01', ${s.twin.people.tess.userId})`;
    },
  },
  {
    // The other class reads the same version, so for its students the part must not be open either.
    in: "there",
    run: (s) => s.twin.db.owner`insert into part_locks (classroom_id, part_key, until, set_by_id)
      values (${s.there.classroomId}, ${s.section(LOCKED).path.split("/")[0] ?? ""}, '2099-01-01', ${s.twin.people.tom.userId})`,
  },
  {
    in: "here",
    varies: CLASSMATES,
    async run(s) {
      await s.twin.db
        .owner`update paragraph_versions set text = text || ${` Text ${s.variant}.`}, html = html || ${` Text ${s.variant}.`}
        where section_id = ${s.section(LOCKED).id}`;
    },
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await post(s, "tess", named("tess where it is locked"), { section: LOCKED, paragraph: true });
      await post(s, "tess", named("tess to sam where it is locked"), {
        section: LOCKED,
        under: "sam where it is locked",
      });
      await s
        .api("tess")
        .comment.pin({ ...s.here, commentId: idOf("tess where it is locked"), pinned: true });
    },
  },
  ...weighings(),
  ...CLASS,
  ...NOTES,
  ...LOST_NOTES,
  { in: "here", marks: true, run: (s) => post(s, "tess", named("last words"), { paragraph: true }) },
  { in: "there", run: (s) => post(s, "osk", named("osk asks")) },
  { in: "there", run: (s) => post(s, "tom", named("tom answers"), { under: "osk asks" }) },
  { in: "there", marks: true, run: (s) => post(s, "tom", named("tom asks"), { section: 1 }) },
];

/** What people make of claims: sam weighs in on one, priya on none, and one is locked. */
function weighings(): Step[] {
  const { mine, others, locked } = CLAIMS;
  return [
    { in: "here", run: (s) => weigh(s, "sam", mine, { position: "holds", chapter: 23 }) },
    { in: "here", run: (s) => post(s, "rosa", named("rosa on a claim"), { claim: mine }) },
    // Sam may count these, and priya may not know of them.
    {
      in: "here",
      hiddenFrom: ["priya"],
      async run(s) {
        await weigh(s, "tess", mine, { position: "undecided" });
        await weigh(s, "tess", mine, { position: "fails", chapter: 22 });
      },
    },
    {
      // Who stands where is nobody's to know, and counts neither does priya.
      in: "here",
      varies: CLASSMATES,
      async run(s) {
        const [first, second] = s.variant ? (["rosa", "quinn"] as const) : (["quinn", "rosa"] as const);
        await weigh(s, first, mine, { position: "holds", chapter: 23 });
        await weigh(s, second, mine, { position: "fails", chapter: 22 });
      },
    },
    {
      // A paragraph of a locked part is not named, whichever it is.
      in: "here",
      varies: CLASSMATES,
      async run(s) {
        const { paragraphIds } = s.section(LOCKED);
        await weigh(s, "tess", mine, { position: "holds", paragraphId: paragraphIds[s.variant] ?? "" });
      },
    },
    {
      in: "here",
      hiddenFrom: CLASSMATES,
      async run(s) {
        await weigh(s, "quinn", others, { position: "holds", paragraphId: s.section().paragraphId });
        await weigh(s, "rosa", others, { position: "fails", chapter: 7 });
        await weigh(s, "tess", locked, { position: "fails", chapter: 22 });
        await post(s, "tess", named("tess on a locked claim"), { claim: locked });
        await post(s, "quinn", named("secret on a claim"), { claim: others });
        await hide(s, "secret on a claim");
      },
    },
  ];
}

/** More hidden comments than any window, list of news or catch-up holds, straight into the tables. */
async function hideMany(s: Stage): Promise<void> {
  await s.twin.db.owner`
    with many as (select n from generate_series(1, 620) n), counter as (
      update change_counters set seq = seq + 620 where classroom_id = ${s.here.classroomId} returning seq - 620 as seq
    ), written as (
      insert into comments (id, classroom_id, section_id, author_id, text, html, html_version, seq, created_at, hidden_at, hidden_reason)
      select gen_random_uuid(), ${s.here.classroomId}, ${s.section().id}, ${s.twin.people.quinn.userId}, 'Noise', '<p>Noise</p>', 1,
        counter.seq + n, still.now(), still.now(), 'Noise' from many, counter returning id, seq)
    insert into changes (classroom_id, seq, kind, subject_id, was_visible)
    select ${s.here.classroomId}, seq, 'comment', id, false from written`;
}

/** While somebody listens: ids take the listener's name, because each listener hears the steps anew. */
const live: Step[] = [
  { in: "here", tells: ["sam", "priya"], run: (s) => post(s, "rosa", `live 0 ${s.tag}`) },
  { in: "here", tells: ["sam", "priya"], run: (s) => post(s, "rosa", `live 1 ${s.tag}`) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) =>
      s.api("rosa").moderation.report({
        ...s.here,
        id: idOf(`live report ${s.tag}`),
        commentId: idOf(OPEN),
        reason: "Boring.",
      }),
  },
  { in: "here", hiddenFrom: CLASSMATES, run: (s) => hide(s, SECRET, `For another reason, ${s.tag}.`) },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    run: (s) => post(s, "tess", `live locked ${s.tag}`, { section: LOCKED }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      await post(s, "tess", `live locked reply ${s.tag}`, {
        section: LOCKED,
        under: "sam where it is locked",
      });
      await s.api("tess").comment.delete({ ...s.here, commentId: idOf(`live locked reply ${s.tag}`) });
    },
  },
  {
    in: "here",
    tells: ["sam", "priya"],
    run: (s) => post(s, "quinn", `live 2 ${s.tag}`, { under: `live 0 ${s.tag}` }),
  },
  {
    in: "here",
    hiddenFrom: CLASSMATES,
    async run(s) {
      const { cursor } = await s.api("rosa").comment.list({ ...s.here, sectionId: s.section().id });
      await s
        .api("rosa")
        .comment.markSeen({ ...s.here, sectionId: s.section().id, rootIds: [], all: true, upTo: cursor });
    },
  },
  { in: "here", tells: ["sam", "priya"], run: (s) => hide(s, `live 1 ${s.tag}`) },
  ...LIVE_NOTES,
  { in: "there", tells: ["osk"], run: (s) => post(s, "tom", `live 3 ${s.tag}`) },
  {
    in: "there",
    tells: ["osk"],
    run: (s) => post(s, "osk", `live 4 ${s.tag}`, { under: `live 3 ${s.tag}` }),
  },
  { in: "there", tells: ["osk"], run: (s) => post(s, "osk", `live 5 ${s.tag}`, { section: 1 }) },
];

/** What happens in the two classes, in order; and what happens while somebody listens. */
export const STORY = { before, live, commentNames };
