import pino from "pino";

/** The process's log: JSON lines on standard output, without bodies, names or addresses. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  redact: ["password", "token", "cookie", "*.password", "*.token", "*.cookie"],
});
