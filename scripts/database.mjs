// The database of a start: the embedded one, or the one that DATABASE_URL names. Both give the same addresses.
import { backUpBeforeMigration } from "./backup.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { joinExternalPostgres } from "./external-postgres.mjs";
import { complain } from "./progress.mjs";

const WATCH_MILLISECONDS = 250;
const RESTARTS_MAX = 10; // in one run of the launcher: beyond, something is wrong that a restart does not mend

/**
 * @typedef {object} Database
 * @property {string} ownerUrl
 * @property {string} runtimeUrl
 * @property {string} listenUrl
 * @property {string | null} adminUrl the embedded one's superuser
 * @property {(root: string) => Promise<string | null>} backUpBeforeMigration
 */

/**
 * Opens the database; registers its end.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<Database>}
 */
export async function openDatabase({ external, dataDir }, lifecycle) {
  if (external) {
    const addresses = await joinExternalPostgres(external, dataDir);
    return { ...addresses, adminUrl: null, backUpBeforeMigration: async () => null };
  }
  const server = await startEmbeddedPostgres({ dataDir });
  const timer = setInterval(() => keepAlive(), WATCH_MILLISECONDS);
  let restarts = 0;
  let restarting = false;
  async function keepAlive() {
    if (restarting || server.isAlive() || lifecycle.isStopping()) return;
    restarting = true;
    try {
      if (++restarts > RESTARTS_MAX) throw new Error("The database ends again and again; see its log.");
      complain("The database ended unexpectedly. Starting it again.");
      await server.restart();
    } catch (error) {
      complain(error.message);
      await lifecycle.stop(1);
    } finally {
      restarting = false;
    }
  }
  lifecycle.onStop(async () => {
    clearInterval(timer);
    await server.stop();
  });
  const { ownerUrl, runtimeUrl, adminUrl } = server;
  return {
    ownerUrl,
    runtimeUrl,
    listenUrl: runtimeUrl,
    adminUrl,
    backUpBeforeMigration: (root) => backUpBeforeMigration({ root, adminUrl, dataDir }),
  };
}
