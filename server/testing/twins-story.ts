import { idOf, type Stage } from "./twins";
import { weighings } from "./twins-claims";
import { CLASS } from "./twins-class";
import { CLAIM_NAMES, DEBATE_STEPS } from "./twins-debates";
import { live } from "./twins-live";
import { LOST_NOTES, NOTE_NAMES, NOTES } from "./twins-notes";
import {
  ANSWERED,
  CLASSMATES,
  commentNames,
  EDITED,
  GONE,
  HOLE,
  hide,
  LOCKED,
  named,
  OPEN,
  OWN,
  post,
  SECRET,
  SECRET_REPLY,
  type Step,
  UNKIND,
  UNKIND_ANSWER,
  UNKIND_REPLY,
  WITHDRAWN,
} from "./twins-parts";
import { ANSWER_NAMES, PROMPT_STEPS } from "./twins-prompts";

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
  ...PROMPT_STEPS,
  ...DEBATE_STEPS,
  { in: "here", marks: true, run: (s) => post(s, "tess", named("last words"), { paragraph: true }) },
  { in: "there", run: (s) => post(s, "osk", named("osk asks")) },
  { in: "there", run: (s) => post(s, "tom", named("tom answers"), { under: "osk asks" }) },
  { in: "there", marks: true, run: (s) => post(s, "tom", named("tom asks"), { section: 1 }) },
];

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

for (const name of [...NOTE_NAMES, ...ANSWER_NAMES, ...CLAIM_NAMES]) named(name);

/** What happens in the two classes, in order; and what happens while somebody listens. */
export const STORY = { before, live, commentNames };
