import postgres from "postgres";
import { asActor } from "#db/actor";
import type { Queries } from "#db/client";
import { reconnectDelay } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import type { LiveItem } from "#domain/live";
import type { Ticket } from "../account/service";
import type { Context } from "../context";
import { log } from "../log";
import {
  type ChangedSubjects,
  itemsAs,
  itemsFor,
  readChanges,
  readReactions,
  readRoles,
  readSeqs,
} from "./read";
import { rightsOf } from "./rights";

/** How long the bell may ring again before the bus reads: a burst is read once. */
export const COALESCE_MS = 20;
/** Streams one account may hold; the oldest gives way. One a browser is what we open. */
export const STREAMS_PER_USER_MAX = 6;

// Nobody's id: items for an audience are read through the eyes of one who wrote none of them.
const NOBODY = "00000000-0000-4000-8000-000000000000";

/** One open stream: who listens, as what in which class, and where its items go. */
export type Stream = {
  ticket: Ticket;
  /** Filled after the stream is in the bus, so that rights which change while they are read end it. */
  members: Map<string, ClassroomActor>;
  /** How far it has been told about each class, once it has read its backlog. */
  told: Map<string, number>;
  push(classroomId: string, seq: number, items: LiveItem[]): void;
  /** Ends the stream; the browser asks again, and hears then what it still may. */
  end(): void;
};

/** Streams that see the same, and as whom. */
type Audience = { actor: ClassroomActor; streams: Stream[] };

type Room = { position: number | null; streams: Set<Stream>; isRinging: boolean };

/**
 * The one listener of this process. It hears that a class changed, reads what changed once for each audience
 * through the same rule as any list, and hands it to that audience's streams. A change that an audience may not
 * see wakes none of its streams.
 */
export class Bus {
  private readonly rooms = new Map<string, Room>();
  private readonly streams = new Set<Stream>();
  private listener: postgres.Sql | null = null;
  private starting: Promise<void> | null = null;

  constructor(private readonly context: Context) {}

  /** Opens the listening connection; resolves when it hears. Safe to repeat. */
  start(): Promise<void> {
    this.starting ??= this.listen().catch(async (error) => {
      // postgres.js would go on trying with a listener that nobody holds.
      await this.stop();
      throw error;
    });
    return this.starting;
  }

  private async listen(): Promise<void> {
    this.listener = postgres(this.context.env.listenDatabaseUrl, {
      max: 1,
      connect_timeout: 4,
      backoff: reconnectDelay,
      onnotice: () => {},
      connection: { application_name: "commonplace-listen" },
    });
    // The connection may drop: postgres.js listens again and calls back, and whatever rang meanwhile is read then.
    await this.listener.listen(
      "changes",
      (id) => this.ring(id),
      () => this.ringAll(),
    );
    // Unheard in a gap, it is made up for by the streams that end then.
    await this.listener.listen("standing", (bell) => this.tellStanding(bell));
    await this.listener.listen(
      "access",
      (userId) => this.recheck(userId),
      () => this.recheckAll(),
    );
  }

  /** Ends every stream and stops listening. */
  async stop(): Promise<void> {
    for (const stream of [...this.streams]) stream.end();
    await this.listener?.end({ timeout: 2 });
    this.listener = null;
    this.starting = null;
  }

  /** Adds a stream before its rights are read: whatever changes them from here on ends it. */
  add(stream: Stream): void {
    this.streams.add(stream);
    const own = [...this.streams].filter((other) => other.ticket.userId === stream.ticket.userId);
    for (const oldest of own.slice(0, Math.max(0, own.length - STREAMS_PER_USER_MAX))) oldest.end();
  }

  /**
   * Puts a stream into the rooms of its classes before it reads its backlog, so that nothing falls between the two.
   * What it hears twice, it holds once. Resolves when the bus stands in each of them somewhere before that backlog's
   * end: a room that nobody was in begins where its class is now.
   */
  async enter(stream: Stream): Promise<void> {
    const unplaced: string[] = [];
    for (const classroomId of stream.members.keys()) {
      const room = this.rooms.get(classroomId) ?? { position: null, streams: new Set(), isRinging: false };
      room.streams.add(stream);
      this.rooms.set(classroomId, room);
      if (room.position === null) unplaced.push(classroomId);
    }
    if (unplaced.length === 0) return;
    const seqs = await asActor(this.context.database, { userId: stream.ticket.userId }, (tx) =>
      readSeqs(tx, unplaced),
    );
    for (const [classroomId, seq] of seqs) {
      const room = this.rooms.get(classroomId);
      if (!room || room.position !== null) continue;
      room.position = seq;
      // Whatever rang between that reading and now found no place to read from.
      this.ring(classroomId);
    }
  }

  remove(stream: Stream): void {
    this.streams.delete(stream);
    for (const classroomId of stream.members.keys()) {
      const room = this.rooms.get(classroomId);
      room?.streams.delete(stream);
      if (room?.streams.size === 0) this.rooms.delete(classroomId);
    }
  }

  private ringAll(): void {
    for (const classroomId of this.rooms.keys()) this.ring(classroomId);
  }

  private ring(classroomId: string): void {
    const room = this.rooms.get(classroomId);
    if (!room || room.isRinging) return;
    room.isRinging = true;
    setTimeout(() => {
      room.isRinging = false;
      this.deliver(classroomId, room).catch((error) => {
        log.warn({ err: error }, "live: reading what changed failed; trying again");
        setTimeout(() => this.ring(classroomId), 1_000);
      });
    }, COALESCE_MS);
  }

  private delivering = new Map<string, Promise<void>>();

  /** Deliveries of a class follow each other, so that items arrive in the order of their changes. */
  private deliver(classroomId: string, room: Room): Promise<void> {
    const before = this.delivering.get(classroomId) ?? Promise.resolve();
    const next = before.catch(() => {}).then(() => this.deliverNow(classroomId, room));
    this.delivering.set(classroomId, next);
    const forget = () => {
      if (this.delivering.get(classroomId) === next) this.delivering.delete(classroomId);
    };
    next.then(forget, forget);
    return next;
  }

  private async deliverNow(classroomId: string, room: Room): Promise<void> {
    const from = room.position;
    if (from === null) return;
    const changed = await this.readAsSomeone(classroomId, room, from);
    if (!changed || changed.seq === from) return;
    for (const audience of this.audiencesOf(classroomId, room, changed))
      await this.deliverTo(classroomId, audience, changed, from);
    room.position = changed.seq;
  }

  /** Reads what changed through the eyes of any one of the room; who was removed a moment ago sees no sequence. */
  private async readAsSomeone(
    classroomId: string,
    room: Room,
    from: number,
  ): Promise<ChangedSubjects | null> {
    for (const userId of new Set([...room.streams].map((stream) => stream.ticket.userId))) {
      const changed = await asActor(this.context.database, { userId }, (tx) =>
        readChanges(tx, classroomId, from),
      );
      if (changed.seq > 0) return changed;
    }
    return null;
  }

  /** Reads the items of an audience once and pushes them to those of it who still are what they were. */
  private async deliverTo(
    classroomId: string,
    audience: Audience,
    changed: ChangedSubjects,
    from: number,
  ): Promise<void> {
    const createdAt = new Map(changed.comments.map((comment) => [comment.id, comment.seq]));
    const readers = [...new Set(audience.streams.map((stream) => stream.ticket.userId))];
    for (const reader of readers) {
      const read = await asActor(this.context.database, { userId: reader }, async (tx) => {
        const concerning = await this.concerning(tx, audience.actor, changed, from);
        const items = await itemsFor(tx, audience.actor, concerning, () => true);
        const reactions = await readReactions(tx, items, readers);
        // After the items, so that nobody gets what was written after they had gone.
        return { items, reactions, roles: await readRoles(tx, classroomId) };
      });
      if (read.roles.get(reader) !== audience.actor.role) continue;
      for (const stream of audience.streams) {
        if (read.roles.get(stream.ticket.userId) !== audience.actor.role) continue;
        const told = stream.told.get(classroomId);
        // What came and went between two readings was never this stream's to know of.
        const items = itemsAs(read.items, read.reactions.get(stream.ticket.userId)).filter(
          (item) =>
            item.type !== "gone" || told === undefined || (createdAt.get(item.commentId) ?? 0) <= told,
        );
        if (items.length > 0) stream.push(classroomId, changed.seq, items);
        if (told !== undefined) stream.told.set(classroomId, Math.max(told, changed.seq));
      }
      return;
    }
  }

  /** What changed, or where that is too much for all together, what of it is this audience's. */
  private concerning(tx: Queries, actor: ClassroomActor, changed: ChangedSubjects, from: number) {
    return changed.isTooMuch ? readChanges(tx, actor.classroomId, from, actor) : changed;
  }

  /** Streams that see the same: by their rights, and by themselves those whose is something of what changed. */
  private audiencesOf(classroomId: string, room: Room, changed: ChangedSubjects): Iterable<Audience> {
    const authors = new Set(changed.comments.flatMap(({ authorId, scope }) => [authorId, scope.ownerId]));
    const audiences = new Map<string, Audience>();
    for (const stream of room.streams) {
      const member = stream.members.get(classroomId);
      if (!member) continue;
      const own = changed.isTooMuch || authors.has(member.userId);
      const key = own ? member.userId : rightsOf(member);
      const audience = audiences.get(key) ?? {
        actor: own ? member : { ...member, userId: NOBODY, isOwner: false },
        streams: [],
      };
      audience.streams.push(stream);
      audiences.set(key, audience);
    }
    return audiences.values();
  }

  /** One member of one class may ask for a number again; nobody else learns that there was anything. */
  private tellStanding(bell: string): void {
    const [classroomId = "", userId] = bell.split(" ");
    for (const stream of this.streams)
      if (stream.ticket.userId === userId && stream.members.has(classroomId))
        stream.push(classroomId, 0, [{ type: "standing", classroomId }]);
  }

  /** Somebody's rights changed: their streams end, and the browser asks again. */
  private recheck(userId: string): void {
    for (const stream of [...this.streams]) if (stream.ticket.userId === userId) stream.end();
  }

  // After a gap in listening a removal may have gone unheard.
  private recheckAll(): void {
    for (const stream of [...this.streams]) stream.end();
  }
}

const shared = globalThis as typeof globalThis & { __commonplaceBus?: Bus };

/** The process's bus, made at first use. On globalThis, because Next loads modules once a layer. */
export function processBus(context: Context): Bus {
  if (!shared.__commonplaceBus) {
    const bus = new Bus(context);
    shared.__commonplaceBus = bus;
    // The server ends when its last answer has: a stream would hold it until it is killed.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void bus.stop());
  }
  return shared.__commonplaceBus;
}
