// What the commands do, in order. Only node: imports are loaded before the packages are there.
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { endOrphan, PortTaken, serverFlags, startApp } from "./app-server.mjs";
import { ensureBuilt } from "./build.mjs";
import { appEnvironment, environmentFor } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { createLifecycle } from "./lifecycle.mjs";
import { holderOf, takeLock } from "./lock-file.mjs";
import { whyTaken } from "./ports.mjs";
import { prepareDatabase } from "./prepare-database.mjs";
import { complain, say } from "./progress.mjs";
import { Refusal, sentenceFor } from "./refusal.mjs";
import { readSecret, secretIn } from "./secret-file.mjs";
import { readSettings } from "./settings.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PORTS_TRIED = 100;
const OTHER_STOPS_SECONDS = 45;

/**
 * Runs a command of the launcher. Ends the process when it fails; serving goes on until a signal.
 *
 * @param {string[]} argv
 * @returns {Promise<void>}
 */
export async function main(argv) {
  const lifecycle = createLifecycle();
  try {
    const settings = readSettings(argv, process.env, ROOT);
    openDataFolder(settings.dataDir);
    if (settings.task === "serve") await serve(settings, lifecycle);
    else {
      const { runMaintenance } = await import("./maintenance.mjs");
      await runMaintenance(settings, lifecycle, ROOT);
      await lifecycle.stop(0);
    }
  } catch (error) {
    if (lifecycle.isStopping()) return;
    complain(sentenceFor(error) ?? /** @type {any} */ (error).stack);
    await lifecycle.stop(1);
  }
}

function openDataFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  // Root's is passed through by the database's account; postgres-account.mjs says the rest.
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** @param {import("./settings.mjs").Settings} settings */
async function serve(settings, lifecycle) {
  const lock = await takeData(settings.dataDir);
  lifecycle.onStop(() => lock.release());
  lifecycle.whenStopping(() => lock.update({ state: "stopping" }));
  if (await endOrphan(settings.dataDir)) say("Ended the server of an earlier start that was killed.");
  if (settings.portIsExplicit) await choosePort(settings);
  if (settings.mode === "demo" && process.env.DATABASE_URL) {
    say("DATABASE_URL is set; the demo keeps to a database of its own.");
  }
  await ensureInstalled(ROOT, lifecycle);
  const { openDatabase } = await import("./database.mjs");
  const database = await openDatabase(settings, lifecycle);
  const env = environmentFor(settings, database, ROOT);
  const backup = await database.backUpBeforeMigration(ROOT);
  if (backup) say(`Backed the database up to ${backup}`);
  const prepared = await prepareDatabase({ root: ROOT, env, demo: settings.mode === "demo", lifecycle });
  const args = settings.mode === "dev" ? null : [...serverFlags(), await ensureBuilt(ROOT, lifecycle)];

  const setupCode = keepSetupCode(settings.dataDir, prepared.accounts);
  const publicUrl = await startOnFreePort({ settings, args, env, setupCode, lifecycle });
  lock.update({ state: "running", url: publicUrl });
  announce({ publicUrl, setupCode, demo: prepared.demo, settings });
}

/** Starts the application; where the port was left to us, on the next one when somebody else is faster. */
async function startOnFreePort({ settings, args, env, setupCode, lifecycle }) {
  for (;;) {
    const port = await choosePort(settings);
    const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;
    try {
      await startApp({
        args: args ?? ["node_modules/next/dist/bin/next", "dev", "-H", settings.host, "-p", String(port)],
        cwd: ROOT,
        env: appEnvironment({ env, settings, port, publicUrl, setupCode }),
        dataDir: settings.dataDir,
        origin: `http://${reachable(settings.host)}:${port}`,
        lifecycle,
      });
      return publicUrl;
    } catch (error) {
      if (settings.portIsExplicit || !(error instanceof PortTaken)) throw error;
    }
  }
}

/** One launcher on one data folder. */
async function takeData(dataDir) {
  const file = join(dataDir, "launcher.pid");
  const deadline = Date.now() + OTHER_STOPS_SECONDS * 1000;
  for (;;) {
    const lock = takeLock(file, { state: "starting" });
    if (lock) return lock;
    const holder = holderOf(file);
    if (holder && holder.state !== "stopping") {
      const where = holder.url ? `is already running at ${holder.url}` : "is already starting";
      throw new Refusal(`Commonplace ${where} on ${dataDir} (process ${holder.pid}).`);
    }
    if (Date.now() > deadline) throw new Refusal(`The Commonplace on ${dataDir} does not come to an end.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {import("./settings.mjs").Settings} settings */
async function choosePort({ port, portIsExplicit, host }) {
  for (let at = port; at < port + PORTS_TRIED; at++) {
    const reason = await whyTaken(at, host);
    if (!reason) return at;
    if (reason === "EADDRNOTAVAIL" || reason === "ENOTFOUND") {
      throw new Refusal(`HOST is ${host}, which is not an address of this machine.`);
    }
    if (!portIsExplicit) continue;
    if (reason === "EACCES")
      throw new Refusal(`PORT is ${at}, and this account may not listen there; take one above 1023.`);
    throw new Refusal(`PORT ${at} is taken by another program; set PORT to a free one, or leave it out.`);
  }
  throw new Refusal(`The ports ${port} to ${port + PORTS_TRIED - 1} are all taken; set PORT to a free one.`);
}

const reachable = (host) =>
  ({ "0.0.0.0": "127.0.0.1", "::": "[::1]" })[host] ?? (host.includes(":") ? `[${host}]` : host);

/** The code that makes the first account; it goes once there is one. */
function keepSetupCode(dataDir, accounts) {
  const file = join(dataDir, "setup-code");
  if (accounts === 0) return secretIn(file);
  if (readSecret(file)) rmSync(file);
  return null;
}

function announce({ publicUrl, setupCode, demo, settings }) {
  say();
  say(`Commonplace is running at ${publicUrl}`);
  if (setupCode) {
    say("Nobody has an account yet. This link, good once, makes the first: teacher and administrator.");
    say(`${publicUrl}/setup?code=${setupCode}`);
  }
  if (demo.length > 0) {
    say("Accounts of the demo:");
    const width = (key) => Math.max(...demo.map((one) => one[key].length)) + 2;
    for (const one of demo) {
      const cells = ["role", "name", "username"].map((key) => one[key].padEnd(width(key))).join("");
      say(`  ${cells}${one.password}`);
    }
  }
  const loopback =
    reachable(settings.host) !== settings.host || /^(127\.|::1$|localhost$)/.test(settings.host);
  if (!loopback && publicUrl.startsWith("http:")) {
    say(
      "Signing in from other machines needs https: put a TLS proxy in front and set PUBLIC_URL (docs/running.md).",
    );
  }
  say("Ctrl-C stops it.");
}
