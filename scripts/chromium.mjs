// The browser of the end-to-end tests: the system's own, never a download by the test tool.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";
import { runStep } from "./run-step.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * Finds a Chromium or Chrome: `CHROMIUM_PATH`, the search path, the usual places.
 *
 * @returns {string | null}
 */
export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const given = process.env.CHROMIUM_PATH;
  return [...(given ? [given] : []), ...named, ...ELSEWHERE].find((path) => existsSync(path)) ?? null;
}

/**
 * Finds a Chromium; root on Debian or Ubuntu gets one from the system's packages.
 *
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<string>} its path
 * @throws {Refusal} with what to install
 */
export async function ensureChromium(lifecycle) {
  const found = findChromium();
  if (found) return found;
  let words = "";
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    words = await withProgress("Installing Chromium", "a minute or two", () => installByApt(lifecycle));
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Refusal(
    `The end-to-end tests need Chromium: install it (on Debian, as root: apt-get install chromium), or name one in CHROMIUM_PATH.${words && `\n${words}`}`,
  );
}

async function installByApt(lifecycle) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => runStep("apt-get", args, { lifecycle, cwd: "/", env });
  await apt("update");
  const run = await apt("install", "-y", "chromium");
  return run.code === 0 ? "" : run.stderr.trim().split("\n").slice(-3).join("\n");
}
