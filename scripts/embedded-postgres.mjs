// The embedded PostgreSQL: one data folder in, addresses and a way to stop it out.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { locateCluster } from "./postgres-account.mjs";
import { readyBinaries } from "./postgres-binaries.mjs";
import {
  cleanEnvironment,
  clusterVersion,
  findPostmaster,
  startPostmaster,
  stopPostmaster,
} from "./postmaster.mjs";
import { isAlive } from "./process-identity.mjs";
import { Refusal } from "./refusal.mjs";
import { secretIn } from "./secret-file.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SUPERUSER = "postgres";
const THROWAWAY_PREFIX = "commonplace-test-";

/** Starts, or adopts, the embedded PostgreSQL of a data folder. See embedded-postgres.d.mts. */
export async function startEmbeddedPostgres({ dataDir, port, durable = true, root = ROOT }) {
  const { home, cluster, account } = locateCluster(dataDir);
  const programs = readyBinaries({ root, home, account });
  const passwords = {
    superuser: secretIn(join(dataDir, "superuser-password")),
    owner: secretIn(join(dataDir, "owner-password")),
    runtime: secretIn(join(dataDir, "runtime-password")),
  };
  makeCluster({ home, cluster, account, programs, password: passwords.superuser, durable });
  const log = join(dataDir, "postgres-start.log");
  const start = (at) =>
    startPostmaster({ cluster, program: programs.postgres, account, log, port: at, durable });

  const found = await findPostmaster(cluster);
  let server = found ?? (await start(port));
  const stop = () => stopPostmaster({ cluster, pid: server.pid, pgCtl: programs.pgCtl });
  try {
    const { ensureRoles, urlOf, OWNER, RUNTIME } = await import("./postgres-roles.mjs");
    const at = server.port;
    const adminUrl = urlOf({
      user: SUPERUSER,
      password: passwords.superuser,
      port: at,
      database: "postgres",
    });
    await ensureRoles({ adminUrl, ownerPassword: passwords.owner, runtimePassword: passwords.runtime });
    return {
      port: at,
      adminUrl,
      ownerUrl: urlOf({ user: OWNER, password: passwords.owner, port: at }),
      runtimeUrl: urlOf({ user: RUNTIME, password: passwords.runtime, port: at }),
      adopted: found !== null,
      pid: () => server.pid,
      isAlive: () => isAlive(server.pid),
      restart: async () => {
        server = (await findPostmaster(cluster)) ?? (await start(at));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Lays a new cluster beside its final name, so that what bears the name is whole. */
function makeCluster({ home, cluster, account, programs, password, durable }) {
  const version = clusterVersion(cluster);
  if (version === programs.major) return;
  if (version) {
    throw new Refusal(
      `The database in ${cluster} is of PostgreSQL ${version}, and this release brings ${programs.major}. Go back to the release before, back up, and restore here (docs/running.md, "Upgrade").`,
    );
  }
  if (existsSync(cluster))
    throw new Refusal(`${cluster} exists and is not a whole database. Restore a backup.`);
  const draft = join(home, "postgres.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  chmodSync(draft, 0o700);
  const passwordFile = join(home, "initdb-password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
  const flags = [
    "--username",
    SUPERUSER,
    "--pwfile",
    passwordFile,
    "--auth",
    "scram-sha-256",
    "--encoding",
    "UTF8",
  ];
  // The same order and case rules on every system, by PostgreSQL's own tables.
  flags.push(
    "--locale",
    "C",
    "--locale-provider",
    "builtin",
    "--builtin-locale",
    "C.UTF-8",
    "--no-instructions",
  );
  if (!durable) flags.push("--no-sync");
  const run = spawnSync(programs.initdb, ["-D", draft, ...flags], {
    cwd: draft,
    encoding: "utf8",
    env: cleanEnvironment(),
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    const words = run.error?.message ?? run.stderr.trim().split("\n").slice(-3).join(" ");
    throw new Refusal(`The database could not be made in ${home}: ${words}`);
  }
  renameSync(draft, cluster);
}

/** Starts an empty PostgreSQL for one test run in a temporary folder. See embedded-postgres.d.mts. */
export async function startThrowawayPostgres() {
  await sweepThrowaways();
  const folder = mkdtempSync(join(tmpdir(), `${THROWAWAY_PREFIX}${process.pid}-`));
  const dataDir = join(folder, "data");
  // The account of the database passes through; mkdtemp lets nobody else in.
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      removeThrowaway(folder);
    },
  };
}

function removeThrowaway(folder) {
  try {
    rmSync(locateCluster(join(folder, "data")).home, { recursive: true, force: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends and removes what test runs that were killed have left. */
async function sweepThrowaways() {
  for (const name of readdirSync(tmpdir())) {
    const maker =
      name.startsWith(THROWAWAY_PREFIX) && Number(name.slice(THROWAWAY_PREFIX.length).split("-")[0]);
    if (!maker || isAlive(maker)) continue;
    const folder = join(tmpdir(), name);
    // Anybody may lay such a name in a shared folder: touch our own only.
    if (lstatSync(folder, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue;
    try {
      const { home, cluster, account } = locateCluster(join(folder, "data"));
      const left = await findPostmaster(cluster);
      const { pgCtl } = readyBinaries({ root: ROOT, home, account });
      if (left) await stopPostmaster({ cluster, pid: left.pid, pgCtl });
      removeThrowaway(folder);
    } catch {
      // Left for the next run: a sweep must not stop this one.
    }
  }
}
