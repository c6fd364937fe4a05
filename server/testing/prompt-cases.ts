import { randomUUID } from "node:crypto";
import type { PromptRule } from "#domain/prompt-inputs";
import { archive, type Case, inClass, on, sectionOf } from "./case-parts";
import { callerOf, type Person } from "./factories";
import type { Role } from "./matrix";
import { type Asked, askPrompt, inDays, SUBSTANCE, termsOf } from "./prompts";
import { MARKER, type World } from "./world";

type State = {
  withdrawn?: boolean;
  unpublished?: boolean;
  past?: boolean;
  notForAsker?: boolean;
  archived?: boolean;
  rule?: Partial<PromptRule>;
};

// One case after another: the last one may have left the class archived, and its people out of breath.
async function wake(world: World): Promise<void> {
  await world.db.owner`update classrooms set archived_at = null where id = ${world.here.id}`;
  await world.db.owner`update comments set created_at = created_at - interval '1 hour'`;
}

/** A question in a state. */
async function makePrompt(world: World, state: State = {}): Promise<Asked> {
  await wake(world);
  const asked = await askPrompt(world.db, world.here, {
    ...state.rule,
    isPublished: !state.unpublished,
    ...(state.notForAsker ? { people: { who: "students", userIds: [world.peer.userId] } as const } : {}),
  });
  const { assignmentId } = asked;
  if (state.withdrawn) await callerOf(world.db, world.people.owner).assignment.withdraw(asked);
  if (state.past)
    await world.db
      .owner`update assignments set due_at = now() - interval '1 hour' where id = ${assignmentId}`;
  if (state.archived) await archive(world);
  return asked;
}

const opens =
  (state: State = {}): Case =>
  async (world) => {
    const asked = await makePrompt(world, state);
    return { "prompt.list": inClass(world), "prompt.get": asked, "prompt.ledger": asked };
  };

const writes =
  (state: State = {}): Case =>
  async (world) => {
    await wake(world);
    const rule = termsOf();
    const asked = await askPrompt(world.db, world.here, { ...rule, isPublished: false });
    const { prompt } = await callerOf(world.db, world.people.owner).prompt.get(asked);
    const before = { ...rule, opensAt: prompt.opensAt, dueAt: prompt.dueAt };
    if (state.archived) await archive(world);
    return {
      "prompt.create": {
        ...inClass(world),
        ...termsOf(),
        id: randomUUID(),
        source: { from: "own" },
        people: { who: "class" },
        isPublished: true,
      },
      "prompt.change": { ...asked, ...before, wordsMin: 40, before },
      "prompt.publish": asked,
      "prompt.grant": { ...asked, userId: world.peer.userId, isExcused: true },
    };
  };

const answers =
  (state: State & { heard?: boolean } = {}): Case =>
  async (world, role) => {
    const asked = await makePrompt(world, { ...state, archived: false });
    if (state.heard) await hearAs(world, role, asked);
    if (state.archived) await archive(world);
    return {
      "answer.saveDraft": { ...asked, text: "I think", passages: [], version: 0 },
      "answer.commit": { ...asked, id: randomUUID(), text: SUBSTANCE, passages: [] },
      "answer.ask": { ...asked, why: "" },
      "answer.takeStance": {
        ...asked,
        stance: "qualify",
        paragraphId: sectionOf(world).paragraphIds[0],
        why: "",
      },
    };
  };

/** An answer as it stands once handed in: written by hand, because its writer may be signed out in a case. */
async function insertAnswer(world: World, { classroomId, assignmentId }: Asked, by: Person): Promise<string> {
  const id = randomUUID();
  await world.db.owner`
    with seat as (
      insert into seats (assignment_id, user_id, classroom_id, discussion_id, alias, opened_at)
      select d.assignment_id, ${by.userId}, d.classroom_id, d.id, ${`Heron ${by.userId}`}, now() from discussions d
      where d.assignment_id = ${assignmentId} returning discussion_id),
    written as (
      insert into comments (id, classroom_id, section_id, author_id, audience, audience_group_id, audience_owner_id, text, html,
        html_version, seq)
      select ${id}, ${classroomId}, ${assignmentId}, ${by.userId}, 'discussion', discussion_id, ${by.userId}, ${MARKER},
        ${`<p>${MARKER}</p>`}, 1, 1 from seat returning audience_group_id)
    insert into answers (comment_id, assignment_id, classroom_id, discussion_id, author_id, state, committed_at, is_late, words)
    select ${id}, ${assignmentId}, ${classroomId}, audience_group_id, ${by.userId}, 'in', now(), false, 10 from written`;
  return id;
}

/** Lets the asker hear the others, where the asker is a student here. */
const hearAs = (world: World, role: Role, asked: Asked): Promise<string> | null =>
  role === "student" ? insertAnswer(world, asked, world.people.student) : null;

/** Somebody's answer: the asker's own where they are a student here, or another student's. */
const answer =
  (state: { own?: boolean; heard?: boolean; archived?: boolean } = {}): Case =>
  async (world, role) => {
    const asked = await makePrompt(world);
    const peers = await insertAnswer(world, asked, world.peer);
    const own = state.own || state.heard ? await hearAs(world, role, asked) : null;
    const id = state.own && own ? own : peers;
    if (state.archived) await archive(world);
    return {
      "answer.remove": on(world, id),
      "answer.sendBack": { ...on(world, id), why: "" },
      "answer.letIn": on(world, id),
      "answer.giveFeedback": { ...on(world, id), id: randomUUID(), text: "Well argued." },
      "answer.feedback": on(world, id),
      "comment.threadAt": on(world, id),
      "comment.react": { ...on(world, id), reaction: "agree", on: true },
      "comment.update": { ...on(world, id), text: "Other words.", version: 1 },
      "comment.delete": on(world, id),
      "comment.create": {
        ...inClass(world),
        id: randomUUID(),
        sectionId: asked.assignmentId,
        paragraphId: null,
        parentId: id,
        text: "Say more.",
      },
    };
  };

/** Fixtures of the matrix's rows about questions, their answers and the gate. */
export const PROMPT_CASES: Record<string, Case> = {
  "prompt.read set": opens(),
  "prompt.read archived": opens({ archived: true }),
  "prompt.read draft": opens({ unpublished: true }),
  "prompt.read scheduled": opens({ rule: { opensAt: inDays(1) } }),
  "prompt.read withdrawn": opens({ withdrawn: true }),
  "prompt.read set_to_others": opens({ notForAsker: true }),
  "assignment.ledger question": opens(),
  "assignment.write question": writes(),
  "assignment.write question_archived": writes({ archived: true }),
  "answer.write open": answers(),
  "answer.write gate_open": answers({ heard: true }),
  "answer.write gate_closed": answers(),
  "answer.write archived": answers({ archived: true }),
  "answer.write after_due_no_late": answers({ past: true, rule: { takesLate: false } }),
  "answer.write set_to_others": answers({ notForAsker: true }),
  "answer.remove own": answer({ own: true }),
  "answer.remove own_archived": answer({ own: true, archived: true }),
  "answer.remove of_peer_gate_open": answer({ heard: true }),
  "answer.remove of_peer_gate_closed": answer(),
  "answer.moderate gate_open": answer({ heard: true }),
  "answer.moderate gate_closed": answer(),
  "answer.moderate archived": answer({ heard: true, archived: true }),
  "answer.readFeedback own": answer({ own: true }),
  "answer.readFeedback of_peer": answer({ heard: true }),
  "comment.list answer_gate_closed": answer(),
  "comment.list answer_gate_open": answer({ heard: true }),
  "comment.create to_answer_gate_closed": answer(),
  "comment.create to_answer_gate_open": answer({ heard: true }),
  "comment.react answer_gate_closed": answer(),
  "comment.update own_answer": answer({ own: true }),
  "comment.delete own_answer": answer({ own: true }),
};
