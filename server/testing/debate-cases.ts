import { randomUUID } from "node:crypto";
import type { PhaseKind } from "#domain/debate/phases";
import { archive, type Case, inClass, on } from "./case-parts";
import { type Held, moveTo, openDebate, PHASES, passageOf, seatOn, termsOfDebate } from "./debates";
import { callerOf, type Person } from "./factories";
import type { Role } from "./matrix";
import { MARKER, type World } from "./world";

type State = {
  phase?: PhaseKind | "closed";
  sealed?: boolean;
  withdrawn?: boolean;
  archived?: boolean;
  named?: boolean;
  given?: boolean;
  joint?: "group" | "vote";
};

// One case after another: the last one may have left the class archived, and its people out of breath.
async function wake(world: World): Promise<void> {
  await world.db.owner`update classrooms set archived_at = null where id = ${world.here.id}`;
  await world.db.owner`update comments set created_at = created_at - interval '1 hour'`;
}

/** A debate in a state, with the asker and another student on its two sides. */
async function makeDebate(world: World, state: State = {}): Promise<Held> {
  await wake(world);
  const held = await openDebate(world.db, world.here, {
    motion: `${MARKER} could have run.`,
    isNamed: state.named ?? false,
    joint: state.joint ?? "group",
    seating: state.given ? "teacher" : "random",
  });
  if (!state.given) {
    await seatOn(world.db, held, world.people.student, "for");
    await seatOn(world.db, held, world.peer, "against");
  }
  if (state.phase) await moveTo(world.db, held, state.phase);
  if (state.sealed) await world.db.owner`delete from ballot_secrets where assignment_id = ${held.debateId}`;
  if (state.withdrawn)
    await callerOf(world.db, world.people.owner).assignment.withdraw({
      classroomId: held.classroomId,
      assignmentId: held.debateId,
    });
  if (state.archived) await archive(world);
  return held;
}

const reads =
  (state: State = {}): Case =>
  async (world) => {
    const held = await makeDebate(world, { phase: "opening", ...state });
    return {
      "debate.list": inClass(world),
      "debate.get": held,
      "debate.claims": held,
      "debate.kept": inClass(world),
      "debate.turnout": held,
      "debate.results": held,
      "debate.votes": held,
    };
  };

const acts =
  (state: State = {}): Case =>
  async (world) => {
    const held = await makeDebate(world, { ...state, archived: false });
    if (state.archived) await archive(world);
    return {
      "debate.steer": { ...held, version: 1, phase: PHASES.indexOf("opening"), steer: { to: "next" } },
      "debate.giveSeat": { ...held, userId: world.peer.userId, side: "for" },
      "debate.takeSeat": { ...held, side: null },
      "debate.vote": { ...held, choice: "for", confidence: 3, movedBy: null },
      "debate.say": {
        ...held,
        id: randomUUID(),
        kind: "claim",
        side: "for",
        answersId: null,
        text: "The Cottages have no locks.",
        passages: [await passageOf(world.db, world.here)],
      },
    };
  };

const creates =
  (state: { archived?: boolean } = {}): Case =>
  async (world) => {
    await wake(world);
    if (state.archived) await archive(world);
    return { ...inClass(world), ...termsOfDebate(), id: randomUUID() };
  };

/** Other terms for a debate that waits, or has begun. */
const amends =
  (state: State = {}): Case =>
  async (world) => {
    const held = await makeDebate(world, { ...state, archived: false });
    if (state.archived) await archive(world);
    const { source: _, isNamed: __, ...terms } = termsOfDebate({ motion: `${MARKER} could have run away.` });
    return { ...held, ...terms, version: state.withdrawn ? 2 : 1 };
  };

/** A claim as it stands once made: written by hand, because its writer may be signed out in a case. */
async function insertClaim(world: World, held: Held, by: Person): Promise<string> {
  const id = randomUUID();
  await world.db.owner`
    with written as (
      insert into comments (id, classroom_id, section_id, author_id, audience, text, html, html_version, seq)
      values (${id}, ${held.classroomId}, ${held.debateId}, ${by.userId}, 'debate', ${MARKER}, ${`<p>${MARKER}</p>`}, 1, 1))
    insert into debate_claims (comment_id, assignment_id, classroom_id, author_id, kind, side, number, phase)
    values (${id}, ${held.debateId}, ${held.classroomId}, ${by.userId}, 'claim', 'for',
      (select count(*) + 1 from debate_claims where assignment_id = ${held.debateId}), 2)`;
  return id;
}

/** Somebody's claim: the asker's own where they are a student here, or another student's. */
const claim =
  (state: State & { own?: boolean } = {}): Case =>
  async (world, role: Role) => {
    const held = await makeDebate(world, { phase: "opening", ...state, archived: false });
    const by = state.own && role === "student" ? world.people.student : world.peer;
    const id = await insertClaim(world, held, by);
    if (state.archived) await archive(world);
    const words = { ...on(world, id), text: "Other words.", version: 1 };
    return {
      "debate.change": { ...words, passages: [await passageOf(world.db, world.here)] },
      "debate.takeBack": on(world, id),
      "debate.mark": { ...on(world, id), mark: "unclear", on: true },
      "debate.weigh": { ...on(world, id), quality: "convincing", on: true },
      "comment.update": words,
      "comment.delete": on(world, id),
      "comment.create": {
        ...inClass(world),
        id: randomUUID(),
        sectionId: held.debateId,
        paragraphId: null,
        parentId: id,
        text: "Say more.",
      },
    };
  };

/** A joint statement, of the class or of a group that nobody here is in. */
const statement =
  (state: { phase: PhaseKind | "closed"; joint?: "group" | "vote"; elsewhere?: boolean }): Case =>
  async (world) => {
    const held = await makeDebate(world, state);
    const statementId = state.elsewhere || state.joint === "vote" ? randomUUID() : held.classroomId;
    await world.db.owner`
      with stated as (
        insert into debate_statements (assignment_id, owner_id, classroom_id, text, version, saved_at, saved_by_id)
        values (${held.debateId}, ${statementId}, ${held.classroomId}, ${MARKER}, 1, now(), ${world.peer.userId}))
      insert into statement_versions values (${held.debateId}, ${statementId}, 1, ${held.classroomId}, ${MARKER},
        ${world.peer.userId}, now())`;
    return {
      "debate.versions": { ...held, statementId },
      "debate.state": { ...held, groupId: null, text: "We hold.", version: state.joint === "vote" ? 0 : 1 },
      "debate.back": { ...held, statementId },
    };
  };

/** Fixtures of the matrix's rows about debates. */
export const DEBATE_CASES: Record<string, Case> = {
  "debate.read open": reads(),
  "debate.read archived": reads({ archived: true }),
  "debate.read withdrawn": reads({ withdrawn: true }),
  "debate.read statement_of_the_class": statement({ phase: "joint" }),
  "debate.read statement_of_another_group": statement({ phase: "joint", elsewhere: true }),
  "debate.create active": creates(),
  "debate.create archived": creates({ archived: true }),
  "debate.amend waiting": amends(),
  "debate.amend begun": amends({ phase: "entry_vote" }),
  "debate.amend archived": amends({ archived: true }),
  "debate.amend withdrawn": amends({ withdrawn: true }),
  "debate.phase any": acts({ phase: "opening" }),
  "debate.phase archived": acts({ phase: "opening", archived: true }),
  "debate.phase withdrawn": acts({ phase: "opening", withdrawn: true }),
  "debate.seat open": acts({ phase: "opening" }),
  "debate.seat over": acts({ phase: "closed" }),
  "debate.takeSeat open": acts({ phase: "opening" }),
  "debate.takeSeat given_by_teacher": acts({ phase: "opening", given: true }),
  "debate.vote open": acts({ phase: "entry_vote" }),
  "debate.vote closed": acts({ phase: "opening" }),
  "debate.vote sealed": acts({ phase: "exit_vote", sealed: true }),
  "debate.vote archived": acts({ phase: "entry_vote", archived: true }),
  "debate.results open_secret": reads({ phase: "exit_vote" }),
  "debate.results sealed_not_closed": reads({ phase: "joint" }),
  "debate.results closed": reads({ phase: "closed" }),
  "debate.whoVotedWhat secret": reads({ phase: "closed" }),
  "debate.whoVotedWhat public_open": reads({ phase: "joint", named: true }),
  "debate.whoVotedWhat public_closed": reads({ phase: "closed", named: true }),
  "debate.turnout secret": reads({ phase: "entry_vote" }),
  "debate.claim phase_open_own_side": acts({ phase: "opening" }),
  "debate.claim phase_closed": acts({ phase: "rebuttal" }),
  "debate.claim archived": acts({ phase: "opening", archived: true }),
  "debate.changeClaim own_phase_open": claim({ own: true }),
  "debate.changeClaim own_phase_over": claim({ own: true, phase: "closing" }),
  "debate.changeClaim of_peer": claim(),
  "debate.mark of_student": claim(),
  "debate.mark archived": claim({ archived: true }),
  "debate.weigh open": claim(),
  "debate.weigh of_peer_closed": claim({ phase: "closed" }),
  "debate.weigh own_closed": claim({ own: true, phase: "closed" }),
  "debate.state joint_open": statement({ phase: "joint", joint: "vote" }),
  "debate.state joint_over": statement({ phase: "closed", joint: "vote" }),
  "debate.keep own": async (world) => {
    const { debateId } = await makeDebate(world, { phase: "rebuttal" });
    const words = { kind: "claim", text: "Half a thought.", passages: [], answersId: null };
    return {
      "debate.keep": { ...inClass(world), debateId, id: randomUUID(), ...words },
      "debate.discard": { ...inClass(world), keptId: randomUUID() },
    };
  },
  "comment.create to_claim_in_debate": claim(),
  "comment.update own_claim_in_debate": claim({ own: true }),
  "comment.delete own_claim_in_debate": claim({ own: true }),
};
