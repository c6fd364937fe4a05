import { randomUUID } from "node:crypto";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { asActor } from "#db/actor";
import type { Queries } from "#db/client";
import type { ClassroomActor } from "#domain/actor";
import { MADE_UP_STUDENT } from "#domain/as-student";
import { DomainError, type ErrorCode, notFound } from "#domain/errors";
import { readActor } from "../account/queries";
import type { Ticket } from "../account/service";
import { classSeenAsStudent, ticketFrom } from "../auth";
import { asStudent } from "../classroom/as-student";
import { type Context, processContext } from "../context";
import { log } from "../log";

/** What every procedure knows of its request. */
export type RequestContext = Context & {
  cookieHeader: string | null;
  /** The account whose page asks, when the page says so. */
  expectedUserId: string | null;
  requestId: string;
};

/** Makes a request's context from its cookies and, where the page names it, the account it was made for. */
export const createContext = (
  cookieHeader: string | null,
  context: Context = processContext(),
  expectedUserId: string | null = null,
): RequestContext => ({ ...context, cookieHeader, expectedUserId, requestId: randomUUID() });

/** Which line of docs/security/authz.csv a procedure answers to; `public` ones are listed by name in the access test. */
export type Meta = { policy: string };

const TRPC_CODES: Record<ErrorCode, TRPCError["code"]> = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  INVALID: "BAD_REQUEST",
  CONFLICT: "CONFLICT",
  CLOSED: "CONFLICT",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
};

// Connection lost or refused, server going down, too many connections, statement or lock timed out, deadlock.
const AWAY =
  /^(CONNECT|CONNECTION_|ECONN|ETIMEDOUT|ENOTFOUND|EPIPE|EHOSTUNREACH)|^(57P0[123]|57014|55P03|53300|53400|40P01|40001|53100|08...)$/;

/** The refusal an error means, or null for a defect. The one mapping from what was thrown to what is answered. */
export function refusalOf(error: unknown): DomainError | null {
  for (
    let at = error as { name?: string; code?: unknown; cause?: unknown } | undefined, depth = 0;
    at && depth < 6;
    depth++
  ) {
    // By name too: Next may hold two copies of the class.
    if (at instanceof DomainError || at.name === "DomainError") return at as unknown as DomainError;
    if (at instanceof z.ZodError || at.name === "ZodError" || at.name === "$ZodError")
      return invalid(at as unknown as z.ZodError);
    if (typeof at.code === "string" && AWAY.test(at.code))
      return new DomainError(
        "UNAVAILABLE",
        "The database does not answer just now. What you wrote is kept; try again in a moment.",
      );
    at = at.cause as typeof at;
  }
  return null;
}

function invalid(error: z.ZodError): DomainError {
  const details: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.map(String).join(".") || "input";
    details[field] ??= issue.message;
  }
  return new DomainError("INVALID", Object.values(details)[0] ?? "Something in this is not right.", details);
}

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    sse: {
      maxDurationMs: 10 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const refusal = refusalOf(error);
      const message =
        refusal?.message ??
        (error.code === "INTERNAL_SERVER_ERROR"
          ? `Something went wrong on the server. Quote ${ctx?.requestId ?? "the time"} to whoever runs it.`
          : "This request was not understood.");
      return {
        code: shape.code,
        message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          requestId: ctx?.requestId ?? null,
          domain: refusal
            ? { code: refusal.code, message: refusal.message, details: refusal.details ?? {} }
            : null,
        },
      };
    },
  });

export const { router, createCallerFactory } = t;

/** Turns what services throw into what tRPC answers, and logs defects with their cause. */
const translated = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalOf(result.error);
  if (!refusal) {
    // A request that is no request of ours: tRPC has an answer of its own.
    if (result.error.code !== "INTERNAL_SERVER_ERROR") throw result.error;
    log.error({ requestId: ctx.requestId, path, err: result.error.cause ?? result.error }, "a defect");
    // Without its cause: what a page does not catch is written out whole, a statement's parameters with it.
    throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "a defect" });
  }
  if (refusal.code === "UNAVAILABLE")
    log.warn({ requestId: ctx.requestId, path, err: result.error.cause }, "unavailable");
  throw new TRPCError({ code: TRPC_CODES[refusal.code], message: refusal.message, cause: refusal });
});

/** For everybody, signed in or not. Each use is listed by name in the access test. */
export const publicProcedure = t.procedure.use(translated);

const unauthenticated = () =>
  new DomainError(
    "UNAUTHENTICATED",
    "You were signed out. Your draft is safe on this device. Sign in to go on.",
  );

const ticketFor = async (ctx: RequestContext, mayBeMadeUp: boolean) => {
  const ticket = await ticketFrom(ctx.env, ctx.cookieHeader);
  const isMadeUp = mayBeMadeUp && ctx.expectedUserId === MADE_UP_STUDENT;
  // The browser's cookie may be another person's by now, whose name an older page must not act in.
  const isStranger = ctx.expectedUserId !== null && ctx.expectedUserId !== ticket?.userId;
  if (!ticket || (isStranger && !isMadeUp)) throw unauthenticated();
  return ticket;
};

const ticketed = publicProcedure.use(async ({ ctx, next }) =>
  next({ ctx: { ticket: await ticketFor(ctx, false) } }),
);

/** In a class a page may ask as the made-up student that its teacher looks through. */
const ticketedInClass = publicProcedure.use(async ({ ctx, next }) =>
  next({ ctx: { ticket: await ticketFor(ctx, true) } }),
);

/**
 * For signed-in people, without a transaction held: for work that hashes passwords or streams.
 */
export const looseProcedure = ticketed.use(async ({ ctx, next }) => {
  const found = await readActor(ctx.database.queries, ctx.ticket, null);
  if (!found) throw unauthenticated();
  return next({ ctx: { actor: found.actor } });
});

/** For signed-in people: one transaction that names them, from the session's check to the answer. A query's only reads. */
export const authedProcedure = ticketed.use(({ ctx, next, type }) =>
  asActor(ctx.database, { userId: ctx.ticket.userId, readsOnly: type === "query" }, async (tx) => {
    const found = await readActor(tx, ctx.ticket, null);
    if (!found) throw unauthenticated();
    const result = await next({ ctx: { tx, actor: found.actor } });
    // Thrown, so that the transaction rolls back with the refusal.
    if (!result.ok) throw result.error;
    return result;
  }),
);

const ClassroomId = z.object({ classroomId: z.uuid() });

type Asker = RequestContext & { ticket: Ticket };

/**
 * Who asks in a class: its member, or where a teacher looks as a student, the made-up one, who writes nothing. The page
 * that asks says whose it is, so that the teacher's other tabs go on being the teacher's.
 */
async function memberOf(tx: Queries, ctx: Asker, classroomId: string, type: string): Promise<ClassroomActor> {
  const found = await readActor(tx, ctx.ticket, classroomId);
  if (!found) throw unauthenticated();
  if (!found.member) throw notFound();
  const isTheirs = ctx.expectedUserId === ctx.ticket.userId;
  const isSeenSo = !isTheirs && classSeenAsStudent(ctx.cookieHeader) === classroomId;
  if (!isSeenSo || found.member.role !== "teacher") {
    if (ctx.expectedUserId === MADE_UP_STUDENT) throw unauthenticated();
    return found.member;
  }
  if (type !== "query")
    throw new DomainError(
      "FORBIDDEN",
      "You are looking at the class as a student. Nothing is written from here.",
    );
  return asStudent(tx, found.member);
}

/** For members of the classroom in the input: the same transaction, with the membership read live. Others find nothing. */
export const classroomProcedure = ticketedInClass.use(async ({ ctx, next, getRawInput, type }) => {
  const input = ClassroomId.safeParse(await getRawInput());
  if (!input.success) throw invalid(input.error);
  return asActor(ctx.database, { userId: ctx.ticket.userId, readsOnly: type === "query" }, async (tx) => {
    const actor = await memberOf(tx, ctx, input.data.classroomId, type);
    const result = await next({ ctx: { tx, actor } });
    if (!result.ok) throw result.error;
    return result;
  });
});

/**
 * For members of the classroom in the input whose work computes for long between two looks at the database: `step` runs a
 * part in a transaction of its own, with session and membership read live in each, and no connection is held in between.
 */
export const steppingProcedure = ticketedInClass.use(async ({ ctx, next, getRawInput, type }) => {
  const input = ClassroomId.safeParse(await getRawInput());
  if (!input.success) throw invalid(input.error);
  const step = <T>(
    readsOnly: boolean,
    work: (tx: Queries, actor: ClassroomActor) => Promise<T>,
  ): Promise<T> =>
    asActor(ctx.database, { userId: ctx.ticket.userId, readsOnly }, async (tx) =>
      work(tx, await memberOf(tx, ctx, input.data.classroomId, type)),
    );
  return next({ ctx: { step } });
});
