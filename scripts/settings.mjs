// What the person asked for: the words after the command and the environment, checked before anything long begins.
import { join, resolve } from "node:path";
import { Refusal } from "./refusal.mjs";

const DEFAULT_PORT = 3000;
const SECRET_CHARS_MIN = 32;
const DATA_FOLDERS = { start: ".data", demo: ".data-demo", dev: ".data-dev" };

/**
 * @typedef {object} Settings
 * @property {"start" | "demo" | "dev"} mode
 * @property {"serve" | "backup" | "restore"} task
 * @property {string | null} folder where to back up to, or what to restore
 * @property {string} dataDir
 * @property {string} host
 * @property {number} port
 * @property {boolean} portIsExplicit
 * @property {string | null} publicUrl an origin
 * @property {{ owner: string, runtime: string | null, listen: string | null } | null} external null: embedded
 */

/**
 * Reads the settings.
 *
 * @param {string[]} argv the words after `start.mjs`
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the checkout
 * @returns {Settings}
 * @throws {Refusal} with one sentence about the first thing that is wrong
 */
export function readSettings(argv, env, root) {
  const { mode, task, folder } = readWords(argv);
  const dataDir = resolve(root, env.COMMONPLACE_DATA || DATA_FOLDERS[mode]);
  if (env.NEXTAUTH_SECRET && env.NEXTAUTH_SECRET.length < SECRET_CHARS_MIN) {
    throw new Refusal(`NEXTAUTH_SECRET must have at least ${SECRET_CHARS_MIN} characters.`);
  }
  const portIsExplicit = Boolean(env.PORT);
  const port = portIsExplicit ? readPort(env.PORT) : DEFAULT_PORT;
  // The demo's passwords are printed on the screen, so it listens to this machine only and keeps its own data.
  const isDemo = mode === "demo";
  return {
    mode,
    task,
    folder,
    dataDir: isDemo && env.COMMONPLACE_DATA ? join(dataDir, "demo") : dataDir,
    host: isDemo ? "127.0.0.1" : env.HOST || "127.0.0.1",
    port,
    portIsExplicit,
    publicUrl: isDemo || !env.PUBLIC_URL ? null : readOrigin(env.PUBLIC_URL),
    external: isDemo ? null : readDatabases(env),
  };
}

function readWords(argv) {
  /** @type {{ mode: Settings["mode"], task: Settings["task"], folder: string | null }} */
  const found = { mode: "start", task: "serve", folder: null };
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at];
    if (word === "--demo") found.mode = "demo";
    else if (word === "--dev") found.mode = "dev";
    else if (word === "--backup" || word === "--restore") {
      found.task = word === "--backup" ? "backup" : "restore";
      const next = argv[at + 1];
      if (next && !next.startsWith("--")) found.folder = resolve(argv[++at]);
      else if (word === "--restore") throw new Refusal("--restore needs the folder of a backup after it.");
    } else
      throw new Refusal(`Unknown word ${word}. Known: --demo, --dev, --backup [folder], --restore <folder>.`);
  }
  return found;
}

function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new Refusal(`PORT is ${JSON.stringify(text)}, and must be a number from 1 to 65535.`);
}

/**
 * Checks PUBLIC_URL.
 *
 * @param {string} text
 * @returns {string} the origin
 * @throws {Refusal} no address, more than an origin, or an origin browsers do not trust
 */
export function readOrigin(text) {
  if (!URL.canParse(text))
    throw new Refusal(`PUBLIC_URL is not an address, as in https://read.example.org: ${text}`);
  const url = new URL(text);
  const local = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local)) {
    throw new Refusal(
      `PUBLIC_URL is ${text}, but sign-in cookies and safe ids need https: put a TLS proxy in front and name its https address (docs/running.md, "Behind a TLS proxy"), or use http://localhost.`,
    );
  }
  if (url.pathname !== "/" || url.search || url.hash || url.username) {
    throw new Refusal(
      `PUBLIC_URL must be an origin without path or query, as in ${url.origin}, and is ${text}`,
    );
  }
  return url.origin;
}

function readDatabases(env) {
  const owner = env.MIGRATE_DATABASE_URL || env.DATABASE_URL;
  if (owner)
    return { owner, runtime: env.RUNTIME_DATABASE_URL || null, listen: env.LISTEN_DATABASE_URL || null };
  for (const name of ["RUNTIME_DATABASE_URL", "LISTEN_DATABASE_URL"]) {
    if (env[name])
      throw new Refusal(`${name} is set, but DATABASE_URL is not: name the owner's address there.`);
  }
  return null;
}
