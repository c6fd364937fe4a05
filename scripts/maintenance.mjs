// start.mjs --backup and --restore: the embedded database out to a folder, and back.
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environmentFor } from "./environment.mjs";
import { ensureInstalled } from "./install.mjs";
import { holderOf, takeLock } from "./lock-file.mjs";
import { prepareDatabase } from "./prepare-database.mjs";
import { say } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Backs up or restores.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @param {string} root
 * @returns {Promise<void>}
 * @throws {Refusal}
 */
export async function runMaintenance(settings, lifecycle, root) {
  if (settings.external) {
    throw new Refusal("This is for the embedded database. With DATABASE_URL, use pg_dump and pg_restore.");
  }
  const file = join(settings.dataDir, "launcher.pid");
  const lock = takeLock(file, { state: "maintenance" });
  if (lock) lifecycle.onStop(() => lock.release());
  const holder = lock ? null : holderOf(file);
  const mayShare = settings.task === "backup" && holder?.state === "running";
  if (holder && !mayShare)
    throw new Refusal(`Commonplace uses ${settings.dataDir} (process ${holder.pid}); stop it first.`);

  await ensureInstalled(root, lifecycle);
  const { startEmbeddedPostgres } = await import("./embedded-postgres.mjs");
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDir });
  // A running Commonplace goes on with its database.
  if (lock) lifecycle.onStop(() => server.stop());
  if (settings.task === "backup") await backUpNow(settings, server, root);
  else await restoreNow(settings, server, root, lifecycle);
}

async function backUpNow({ dataDir, folder }, { adminUrl }, root) {
  const { backUp } = await import("./backup.mjs");
  if (folder && existsSync(folder)) throw new Refusal(`${folder} exists already.`);
  say(`Backed up to ${await backUp({ adminUrl, root, dataDir, folder })}`);
}

async function restoreNow(settings, server, root, lifecycle) {
  const { dataDir, folder } = settings;
  const { readManifest, restore } = await import("./restore.mjs");
  const manifest = readManifest(folder);
  const env = environmentFor(settings, { ...server, listenUrl: server.runtimeUrl }, root);
  const { accounts } = await prepareDatabase({ root, env, demo: false, lifecycle });
  if (accounts > 0) {
    const count = accounts === 1 ? "an account" : `${accounts} accounts`;
    throw new Refusal(
      `The database in ${dataDir} holds ${count}; a backup is restored into an empty one. Move ${dataDir} away first.`,
    );
  }
  const { tables, rows } = await restore({ adminUrl: server.adminUrl, root, folder });
  if (existsSync(join(folder, "secret"))) copyFileSync(join(folder, "secret"), join(dataDir, "secret"));
  rmSync(join(dataDir, "setup-code"), { force: true });
  say(`Restored ${rows} rows of ${tables} tables, as they were at ${manifest.madeAt}.`);
}
