// PostgreSQL refuses to run as root, so root starts it as another account. Everybody else runs it as themselves.
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Refusal } from "./refusal.mjs";

/**
 * @typedef {{ uid: number, gid: number, name: string }} Account an account to start PostgreSQL as
 */

const isRoot = () => process.getuid?.() === 0;

function lookUp(name) {
  try {
    const id = (flag) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g"), name };
  } catch {
    return null;
  }
}

/**
 * Chooses the account the database server runs as.
 *
 * @param {string} cluster the cluster's folder; one that exists keeps its owner
 * @returns {Account | null} null: the present account
 * @throws {Refusal} the cluster belongs to somebody else, or root finds no account to use
 */
export function chooseAccount(cluster) {
  if (process.platform === "win32") return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (!isRoot()) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Refusal(
        `The database in ${cluster} belongs to another account. Start Commonplace as the account that made it.`,
      );
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `account ${owner.uid}` };
  const account = lookUp("postgres") ?? lookUp("nobody");
  if (!account)
    throw new Refusal("PostgreSQL does not run as root, and there is no account `postgres` or `nobody`.");
  return account;
}

/**
 * Tells whether an account may enter a folder, by trying: modes alone miss access lists and mount options.
 *
 * @param {Account | null} account
 * @param {string} folder
 * @returns {boolean}
 */
export function canEnter(account, folder) {
  if (!account) return true;
  const { uid, gid } = account;
  const run = spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], {
    uid,
    gid,
    cwd: "/",
    stdio: "ignore",
  });
  if (/** @type {any} */ (run.error)?.code === "EPERM") {
    throw new Refusal("PostgreSQL does not run as root, and this root may not start it as another account.");
  }
  return run.status === 0;
}

/**
 * Decides where a data folder's cluster lives, and makes the folders above it.
 *
 * In the data folder where the account may enter it; else in a folder of its own under /var/lib (a checkout only
 * root may enter), whose path the data folder remembers. Not under a temporary directory: those are swept by age.
 *
 * @param {string} dataDir the data folder
 * @returns {{ home: string, cluster: string, account: Account | null }} `home` holds the cluster's folder
 */
export function locateCluster(dataDir) {
  const pointer = join(dataDir, "postgres-home");
  mkdirSync(dataDir, { recursive: true });
  // Others may pass through to the cluster (which only its own account may read), but list nothing.
  chmodSync(dataDir, isRoot() ? 0o711 : 0o700);
  let home = dataDir;
  try {
    home = readFileSync(pointer, "utf8").trim();
  } catch {
    // No pointer: the cluster is, or will be, in the data folder.
  }
  const account = chooseAccount(join(home, "postgres"));
  if (canEnter(account, home)) return { home, cluster: join(home, "postgres"), account };
  if (statSync(join(home, "postgres"), { throwIfNoEntry: false })) {
    throw new Refusal(`The account ${account?.name} can no longer enter ${home}, where its database is.`);
  }
  home = elsewhere(basename(dataDir).replace(/[^\w-]/g, ""));
  writeFileSync(pointer, `${home}\n`, { mode: 0o600 });
  return { home, cluster: join(home, "postgres"), account };
}

/** Makes a fresh folder of root's that others may pass through. */
function elsewhere(label) {
  for (const base of ["/var/lib", "/var/tmp"]) {
    const parent = join(base, "commonplace");
    try {
      mkdirSync(parent, { recursive: true });
      const made = lstatSync(parent);
      // In a directory everybody writes to, somebody else may have laid this name before us.
      if (!made.isDirectory() || made.uid !== 0) continue;
      const home = join(parent, `${label || "data"}-${randomBytes(6).toString("hex")}`);
      mkdirSync(home);
      // Not by mkdir's mode, which the umask cuts.
      for (const folder of [parent, home]) chmodSync(folder, 0o711);
      return home;
    } catch {
      // A read-only system folder: the next one may do.
    }
  }
  throw new Refusal(
    "The database's account cannot enter this folder, and /var/lib and /var/tmp cannot be written.",
  );
}
