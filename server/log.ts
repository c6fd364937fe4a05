import pino from "pino";

/** What the log tells of an error. */
type Told = {
  type: string;
  /** What Node or PostgreSQL (SQLSTATE) call it. */
  code?: string;
  table?: string;
  column?: string;
  constraint?: string;
  stack: string;
};

const FRAME = /^ {4}at .+$/;
const CAUSES_MAX = 6;

const nameIn = (value: unknown): string | undefined =>
  typeof value === "string" && /^\w{1,63}$/.test(value) ? value : undefined;

/** Where an error was made. Its message stands before the frames, and may have lines that look like some. */
function framesOf({ message, stack }: Error): string[] {
  const at = stack?.indexOf(message) ?? -1;
  if (!stack || at < 0) return [];
  return stack
    .slice(at + message.length)
    .split("\n")
    .filter((line) => FRAME.test(line));
}

/**
 * What may be told of an error: what kind it is and where it arose, by its innermost cause. Messages are left out, with the
 * parameters of statements and PostgreSQL's details, hints and contexts: all of them can hold what somebody wrote, or voted.
 */
export function describeError(error: unknown): Told {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < CAUSES_MAX; at = at.cause) chain.push(at);
  chain.reverse();
  const innermost = (chain[0] ?? {}) as unknown as Record<string, unknown>;
  const names = {
    code: nameIn(innermost.code),
    table: nameIn(innermost.table_name),
    column: nameIn(innermost.column_name),
    constraint: nameIn(innermost.constraint_name),
  };
  return {
    type: nameIn(chain[0]?.constructor.name) ?? typeof error,
    ...Object.fromEntries(Object.entries(names).filter(([, name]) => name !== undefined)),
    // Of a statement that failed the driver knows only its socket: who sent it stands in the errors around.
    stack: chain.flatMap(framesOf).join("\n"),
  };
}

/** The process's log: JSON lines on standard output, without bodies, names or addresses. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  redact: ["password", "token", "cookie", "*.password", "*.token", "*.cookie"],
  serializers: { err: describeError },
});
