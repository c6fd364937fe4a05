import { randomUUID } from "node:crypto";
import type { NextAuthOptions, User } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { AS_STUDENT_COOKIE } from "#domain/as-student";
import { DomainError } from "#domain/errors";
import { parseReader, READER_COOKIE, READER_COOKIE_SECONDS, serializeReader } from "#domain/reader";
import { readActor, readReader } from "./account/queries";
import { endSession, signIn, signInByProvider, type Ticket } from "./account/service";
import { type Context, processContext } from "./context";
import type { Env, OidcProvider } from "./env";
import { open, seal } from "./secret";

export const SESSION_DAYS = 30;
const DAY_SECONDS = 86_400;

/**
 * The session cookie's name. `__Host-` needs a secure origin; on localhost the port is part of the name, because
 * cookies know no ports and two installations on one machine would sign each other out.
 */
export function sessionCookieName(env: Env): string {
  return env.isHttps ? "__Host-commonplace.session" : `commonplace-${env.publicUrl.port || "80"}.session`;
}

const deviceCookieName = (env: Env): string =>
  env.isHttps ? "__Host-commonplace.device" : `commonplace-${env.publicUrl.port || "80"}.device`;

function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key !== name) continue;
    try {
      return decodeURIComponent(value.join("="));
    } catch {
      return null;
    }
  }
  return null;
}

/** The class that a teacher's browser shows as a student would see it; null where none is. */
export const classSeenAsStudent = (cookieHeader: string | null): string | null =>
  readCookie(cookieHeader, AS_STUDENT_COOKIE);

// Opening a token costs a key derivation; the same cookie comes with every request. Bounded, and never longer than the token.
const OPENED_MAX = 2_000;
const opened = new Map<string, { ticket: Ticket; until: number }>();

/**
 * Reads the ticket from the request's cookies, or null. The token carries who, which session, which epoch, and
 * nothing else; whether they still hold is asked of the database.
 */
export async function ticketFrom(env: Env, cookieHeader: string | null): Promise<Ticket | null> {
  const token = readCookie(cookieHeader, sessionCookieName(env));
  if (!token || token.length > 4_000) return null;
  const known = opened.get(token);
  if (known) return known.until > Date.now() / 1000 ? known.ticket : null;
  const claims = await decode({ token, secret: env.secret }).catch(() => null);
  if (
    !claims ||
    typeof claims.sub !== "string" ||
    typeof claims.sid !== "string" ||
    typeof claims.epoch !== "number"
  )
    return null;
  const ticket = { userId: claims.sub, sessionId: claims.sid, epoch: claims.epoch };
  if (opened.size >= OPENED_MAX) opened.delete(opened.keys().next().value ?? "");
  opened.set(token, { ticket, until: Number(claims.exp ?? 0) });
  return ticket;
}

/** Makes the token of a ticket as NextAuth would: for tests and benches that sign in many people. */
export const tokenOf = (env: Env, ticket: Ticket): Promise<string> =>
  encode({
    token: { sub: ticket.userId, sid: ticket.sessionId, epoch: ticket.epoch },
    secret: env.secret,
    maxAge: SESSION_DAYS * DAY_SECONDS,
  });

/** A browser and system in words, from its user agent; no version, nothing that tells two apart. */
export function describeBrowser(userAgent: string | null): string {
  const agent = userAgent ?? "";
  const find = (pairs: [RegExp, string][]) => pairs.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find([
    [/Edg\//, "Edge"],
    [/Firefox\//, "Firefox"],
    [/Chrome\/|Chromium\/|CriOS\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = find([
    [/CrOS/, "a Chromebook"],
    [/Android/, "Android"],
    [/iPhone|iPad/, "an iPhone or iPad"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "a Mac"],
    [/Linux/, "Linux"],
  ]);
  return `${browser ?? "A browser"} on ${system ?? "an unknown system"}`;
}

/** Browsers that have signed in to an account before, as the sealed device cookie says. */
type Device = { id: string; userIds: string[] };

function readDevice(env: Env, cookieHeader: string | null): Device {
  const sealed = readCookie(cookieHeader, deviceCookieName(env));
  const text = sealed ? open(env.secret, "device", sealed) : null;
  if (!text) return { id: randomUUID(), userIds: [] };
  const [id = randomUUID(), ...userIds] = text.split(",");
  return { id, userIds };
}

/** The cookie of a person's text settings; for somebody who never set any, the end of whoever's stood there before. */
function readerCookie(reader: string | null, cookieHeader: string | null): string[] {
  if (reader === null && readCookie(cookieHeader, READER_COOKIE) === null) return [];
  const value = reader === null ? "" : serializeReader(parseReader(reader));
  return [`${READER_COOKIE}=${value}; Path=/; SameSite=Lax; Max-Age=${value ? READER_COOKIE_SECONDS : 0}`];
}

type TicketUser = User & { ticket: Ticket };

function oidcProvider(provider: OidcProvider): NextAuthOptions["providers"][number] {
  return {
    id: provider.id,
    name: provider.name,
    type: "oauth",
    wellKnown: `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    authorization: { params: { scope: "openid profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (profile: { sub: string; name?: string; preferred_username?: string }) => ({
      id: profile.sub,
      name: (profile.name ?? profile.preferred_username ?? "Reader").slice(0, 60),
    }),
  };
}

/**
 * The options of NextAuth for one request.
 *
 * @returns `options`, and `arrivalCookies()`: after a sign-in that succeeded, the cookie that makes this browser known,
 *   and the person's text settings, so that their first page is drawn by them and by nobody's before
 */
export function authFor(context: Context, request: Request) {
  const { env, database } = context;
  const cookieHeader = request.headers.get("cookie");
  const label = describeBrowser(request.headers.get("user-agent"));
  const device = readDevice(env, cookieHeader);
  let signedIn: { userId: string; reader: string | null } | null = null;

  const options: NextAuthOptions = {
    secret: env.secret,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * DAY_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/account" },
    useSecureCookies: env.isHttps,
    cookies: {
      sessionToken: {
        name: sessionCookieName(env),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: env.isHttps },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { username: {}, password: {} },
        async authorize(credentials) {
          const { username, password } = credentials ?? {};
          if (!username || !password || password.length > 256) throw new Error("INVALID_CREDENTIALS");
          try {
            const knownDevice = (userId: string) => (device.userIds.includes(userId) ? device.id : null);
            const ticket = await signIn(database.queries, { username, password, label, knownDevice });
            if (!ticket) throw new Error("INVALID_CREDENTIALS");
            return { id: ticket.userId, ticket } as TicketUser;
          } catch (error) {
            if (error instanceof DomainError && error.code === "RATE_LIMITED")
              throw new Error(`RATE_LIMITED:${error.details?.retryAfterSeconds ?? 60}`);
            if (error instanceof Error && error.message === "INVALID_CREDENTIALS") throw error;
            throw new Error("UNAVAILABLE");
          }
        },
      }),
      ...env.providers.map(oidcProvider),
    ],
    callbacks: {
      // As NextAuth's own, but what is no address at all leads home too instead of being a defect.
      redirect({ url, baseUrl }) {
        const base = new URL(baseUrl);
        const target = URL.canParse(url, base) ? new URL(url, base) : base;
        return target.origin === base.origin ? target.href : base.href;
      },
      async signIn({ user, account }) {
        if (account?.type === "credentials") return true;
        const provider = env.providers.find((one) => one.id === account?.provider);
        if (!provider || !account) return false;
        const ticket = await signInByProvider(database.queries, {
          issuer: provider.issuer,
          subject: account.providerAccountId,
          name: user.name ?? "Reader",
          label,
        });
        if (!ticket) return false;
        (user as TicketUser).ticket = ticket;
        return true;
      },
      async jwt({ token, user }) {
        const ticket = (user as TicketUser | undefined)?.ticket;
        if (!ticket) return { sub: token.sub, sid: token.sid, epoch: token.epoch };
        signedIn = { userId: ticket.userId, reader: await readReader(database.queries, ticket.userId) };
        return { sub: ticket.userId, sid: ticket.sessionId, epoch: ticket.epoch };
      },
      // Who somebody is, pages ask of the database; NextAuth's own session answer tells nothing.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sub !== "string" || typeof token.sid !== "string") return;
        await endSession(database.queries, {
          userId: token.sub,
          sessionId: token.sid,
          epoch: Number(token.epoch),
        });
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };

  const arrivalCookies = (): string[] => {
    if (signedIn === null) return [];
    const { userId, reader } = signedIn;
    const userIds = [userId, ...device.userIds.filter((id) => id !== userId)].slice(0, 40);
    const value = seal(env.secret, "device", [device.id, ...userIds].join(","));
    return [
      `${deviceCookieName(env)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${365 * DAY_SECONDS}${env.isHttps ? "; Secure" : ""}`,
      ...readerCookie(reader, cookieHeader),
    ];
  };
  return { options, arrivalCookies };
}

/**
 * Who asks, by the cookies of the request, read live; null when nobody is signed in. The one door behind which
 * NextAuth stands: nobody else knows of it.
 */
export async function getActor(cookieHeader: string | null, context: Context = processContext()) {
  const ticket = await ticketFrom(context.env, cookieHeader);
  if (!ticket) return null;
  const found = await readActor(context.database.queries, ticket, null);
  return found?.actor ?? null;
}
