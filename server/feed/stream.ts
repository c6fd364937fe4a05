import { sql } from "drizzle-orm";
import { asActor } from "#db/actor";
import type { Queries } from "#db/client";
import type { Actor, ClassroomActor, MemberRole } from "#domain/actor";
import { DomainError } from "#domain/errors";
import { CATCH_UP_MAX_CHANGES, type LiveBatch, type LiveItem } from "#domain/live";
import {
  GROUP_ID,
  LOCKED_SECTIONS,
  OPEN_DISCUSSIONS,
  readActor,
  WITHDRAWN_DEBATES,
} from "../account/queries";
import type { Ticket } from "../account/service";
import type { Context } from "../context";
import type { Bus, Stream } from "./bus";
import { openPositions, type Position, type Positions, positionOf, sealPositions } from "./cursor";
import { catchUp, readSeq, readSeqs } from "./read";
import { rightsOf } from "./rights";

/** Every class the actor belongs to, as the actor is in it, and how long that holds. */
type Rights = {
  members: Map<string, ClassroomActor>;
  /** Milliseconds until a locked part opens and more may be seen; null when none is locked. */
  opensInMs: number | null;
};

async function readRights(tx: Queries, actor: Actor): Promise<Rights> {
  const rows = await tx.execute<{
    id: string;
    role: MemberRole;
    name: string;
    is_owner: boolean;
    is_archived: boolean;
    locked_sections: string[] | null;
    group_id: string | null;
    open_discussions: string[] | null;
    withdrawn_debates: string[] | null;
    version_id: string;
    opens_in_ms: number | null;
  }>(sql`
    select c.id, m.role, m.name, c.owner_id = m.user_id as is_owner, c.archived_at is not null as is_archived,
      ${LOCKED_SECTIONS} as locked_sections, ${GROUP_ID} as group_id,
      ${OPEN_DISCUSSIONS} as open_discussions, ${WITHDRAWN_DEBATES} as withdrawn_debates, c.guide_version_id as version_id,
      case when m.role = 'student' then (select ceil(extract(epoch from min(l.until) - now()) * 1000)::float8
        from part_locks l where l.classroom_id = c.id and l.until > now()) end as opens_in_ms
    from classroom_members m join classrooms c on c.id = m.classroom_id
    where m.user_id = ${actor.userId}::uuid and m.removed_at is null order by c.id limit 100`);
  const openings = rows.flatMap((row) => row.opens_in_ms ?? []);
  const members = new Map(
    rows.map((row): [string, ClassroomActor] => [
      row.id,
      {
        ...actor,
        classroomId: row.id,
        role: row.role,
        memberName: row.name,
        isOwner: row.is_owner,
        isArchived: row.is_archived,
        lockedSections: row.locked_sections ?? [],
        groupId: row.group_id,
        openDiscussions: row.open_discussions ?? [],
        withdrawnDebates: row.withdrawn_debates ?? [],
        guideVersionId: row.version_id,
      },
    ]),
  );
  return { members, opensInMs: openings.length > 0 ? Math.min(...openings) : null };
}

/**
 * What a member missed since a position. Where rights have changed since, what a page shows may not be its reader's
 * any more, or not be all that is: it reads afresh.
 */
async function readMissed(
  tx: Queries,
  member: ClassroomActor,
  from: Position,
): Promise<{ seq: number; items: LiveItem[] }> {
  const { classroomId, guideVersionId } = member;
  if (from.rights === rightsOf(member)) return catchUp(tx, member, from.seq);
  return { seq: await readSeq(tx, classroomId), items: [{ type: "reload", classroomId, guideVersionId }] };
}

const staleCursor = () =>
  new DomainError("INVALID", "This page is too old to be brought up to date. Reload it.");

/**
 * What happened since a cursor in the classes it names, as the actor may see it: one catch-up after a page has
 * loaded or a connection was away.
 *
 * @throws {DomainError} INVALID  the cursor is none of ours
 */
export async function since(context: Context, tx: Queries, actor: Actor, cursor: string): Promise<LiveBatch> {
  const positions = openPositions(context.env.secret, cursor);
  if (!positions) throw staleCursor();
  const { members } = await readRights(tx, actor);
  const items: LiveItem[] = [];
  const reached: Positions = new Map();
  for (const [classroomId, from] of positions) {
    const member = members.get(classroomId);
    if (!member) continue;
    const missed = await readMissed(tx, member, from);
    items.push(...missed.items);
    reached.set(classroomId, positionOf(member, missed.seq));
  }
  return { cursor: sealPositions(context.env.secret, reached), items };
}

/** What a stream begins with: what its reader missed in each class since `start`, and where that leads. */
async function readBacklog(
  tx: Queries,
  members: ReadonlyMap<string, ClassroomActor>,
  start: Positions | null,
): Promise<{ reached: Positions; items: LiveItem[] }> {
  const reached: Positions = new Map();
  const items: LiveItem[] = [];
  const seqs = await readSeqs(tx, [...members.keys()]);
  for (const [classroomId, now] of seqs) {
    const member = members.get(classroomId);
    if (!member) continue;
    const here = positionOf(member, now);
    reached.set(classroomId, here);
    const from = start?.get(classroomId);
    if (!from || (from.seq === here.seq && from.rights === here.rights)) continue;
    const missed = await readMissed(tx, member, from);
    items.push(...missed.items);
    here.seq = missed.seq;
  }
  return { reached, items };
}

/** Longer than a stream lasts before the transport opens it anew. */
const RIGHTS_HOLD_MS = 20 * 60_000;

/** What may wait for a browser that is slow to take it. */
const QUEUE_MAX_ITEMS = 4 * CATCH_UP_MAX_CHANGES;

type Bell = { wait: Promise<void>; ring: () => void };

function newBell(): Bell {
  let ring = () => {};
  const wait = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { wait, ring };
}

/**
 * The stream of one browser: everything its account may see, in all its classes, from a cursor or from now on.
 *
 * @param ticket  of the session that opened it; when its rights change the stream ends
 * @param cursor  the last one the browser got; null or a foreign one starts now
 * @param signal  aborted when the browser goes
 */
export async function* streamChanges(
  context: Context,
  bus: Bus,
  ticket: Ticket,
  actor: Actor,
  cursor: string | null,
  signal: AbortSignal,
): AsyncGenerator<LiveBatch> {
  await bus.start();
  const named = <T>(work: (tx: Queries) => Promise<T>) =>
    asActor(context.database, { userId: actor.userId }, work);
  const members = new Map<string, ClassroomActor>();
  const queue: { classroomId: string; seq: number; items: LiveItem[] }[] = [];
  let queued = 0;
  let bell = newBell();
  let opening: NodeJS.Timeout | undefined;
  let isOver = signal.aborted;
  const end = () => {
    isOver = true;
    bell.ring();
  };
  const stream: Stream = {
    ticket,
    members,
    told: new Map(),
    push: (classroomId, seq, items) => {
      queue.push({ classroomId, seq, items });
      queued += items.length;
      // A browser that takes nothing any more: it asks again when it does.
      if (queued > QUEUE_MAX_ITEMS) end();
      else bell.ring();
    },
    end,
  };
  signal.addEventListener("abort", end, { once: true });
  bus.add(stream);
  try {
    // Asked again now that the bus hears for this stream: a removal a moment ago would otherwise go unheard.
    const rights = await named(async (tx) => {
      const found = await readActor(tx, ticket, null);
      return found && (await readRights(tx, found.actor));
    });
    if (!rights) return;
    for (const [id, member] of rights.members) members.set(id, member);
    // The day a part opens nothing rings: the stream ends, and the browser asks again with what it may see then.
    if (rights.opensInMs !== null && rights.opensInMs < RIGHTS_HOLD_MS)
      opening = setTimeout(end, rights.opensInMs + 1);
    await bus.enter(stream);
    const start = cursor === null ? null : openPositions(context.env.secret, cursor);
    const { reached, items } = await named((tx) => readBacklog(tx, members, start));
    for (const [classroomId, { seq }] of reached) stream.told.set(classroomId, seq);
    if (!isOver) yield { cursor: sealPositions(context.env.secret, reached), items };
    while (!isOver) {
      if (queue.length === 0) await bell.wait;
      bell = newBell();
      const batch = queue.splice(0);
      queued = 0;
      if (isOver || batch.length === 0) continue;
      for (const { classroomId, seq } of batch) {
        const place = reached.get(classroomId);
        if (place) place.seq = Math.max(seq, place.seq);
      }
      yield { cursor: sealPositions(context.env.secret, reached), items: batch.flatMap((one) => one.items) };
    }
  } finally {
    clearTimeout(opening);
    signal.removeEventListener("abort", end);
    bus.remove(stream);
  }
}
