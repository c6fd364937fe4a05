// The checks of npm test, one function each. A step says what it counted, or throws a Refusal with one sentence.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled } from "./install.mjs";
import { Refusal } from "./refusal.mjs";
import { runStep } from "./run-step.mjs";
import { readPlaywright, readVitest } from "./test-report.mjs";

/** What governs a start must not reach the tests: nobody's real database, address or secret. */
const KEPT_OUT =
  /^(HOST|PORT|PUBLIC_URL|DEMO|SETUP_CODE|NODE_ENV|COMMONPLACE_.*|NEXTAUTH_.*|OIDC_.*|(.*_)?DATABASE_.*)$/;
const CRUISED = ["app", "db", "domain", "e2e", "server"];

/**
 * @typedef {import("./test-report.mjs").Counts} Counts
 * @typedef {object} Context
 * @property {string} root
 * @property {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @property {NodeJS.ProcessEnv} env what the tools are told
 */

/**
 * Makes the environment of a test run.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !KEPT_OUT.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1" };
}

const binary = (root, path) => join(root, "node_modules", path);

/** Runs a program of node_modules with its output on the screen; a Refusal when it fails. */
async function check({ root, lifecycle, env }, what, path, args, more = {}) {
  const options = { lifecycle, cwd: root, env: { ...env, ...more }, echo: true };
  const { code } = await runStep(process.execPath, [binary(root, path), ...args], options);
  if (code !== 0) throw new Refusal(`${what} ended with exit code ${code}.`);
}

/** Installs the packages. */
export const install = ({ root, lifecycle }) => ensureInstalled(root, lifecycle);

/** Checks format and lint. */
export const biome = (context) =>
  check(context, "Biome", "@biomejs/biome/bin/biome", [
    "ci",
    "--diagnostic-level=error",
    ...(process.stdout.isTTY ? [] : ["--colors=off"]),
    ".",
  ]);

/**
 * Checks who imports whom.
 *
 * @param {Context} context
 */
export async function importRules({ root, lifecycle, env }) {
  const folders = CRUISED.filter((folder) => existsSync(join(root, folder)));
  const program = binary(root, "dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [program, "--config", ".dependency-cruiser.mjs", "--output-type", "err-long", ...folders];
  const run = await runStep(process.execPath, args, { lifecycle, cwd: root, env });
  process.stdout.write(run.stdout + run.stderr);
  if (run.code !== 0) throw new Refusal("The import rules are broken.");
  // With a compiler it cannot load, it reads nothing and calls that clean.
  const modules = Number(run.stdout.match(/\((\d+) modules/)?.[1] ?? 0);
  if (modules === 0) throw new Refusal("The import rules were checked on no module at all.");
}

/**
 * Checks the types, the routes' included.
 *
 * @param {Context} context
 */
export async function types(context) {
  await check(context, "next typegen", "next/dist/bin/next", ["typegen"]);
  await check(context, "tsc", "typescript/bin/tsc", ["--noEmit"]);
}

/**
 * Runs the unit and integration tests; they start their own database.
 *
 * @param {Context} context
 * @returns {Promise<Counts>}
 */
export function unitTests(context) {
  return counted(async (report) => {
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    await check(context, "Vitest", "vitest/vitest.mjs", args);
  }, readVitest);
}

/** Builds the pages. */
export const build = ({ root, lifecycle }) => ensureBuilt(root, lifecycle);

/**
 * Runs the end-to-end tests; they start their own installations.
 *
 * @param {Context} context
 * @returns {Promise<Counts>}
 */
export async function endToEnd(context) {
  const path = await ensureChromium(context.lifecycle);
  return counted(async (report) => {
    const more = { CHROMIUM_PATH: path, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    await check(context, "Playwright", "@playwright/test/cli.js", ["test", "--reporter=list,json"], more);
  }, readPlaywright);
}

/** Runs something that leaves a report, and counts by it whether or not it failed. */
async function counted(work, read) {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-report-"));
  const report = join(folder, "report.json");
  let refusal = null;
  try {
    await work(report);
  } catch (error) {
    refusal = error;
  }
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, failures: [] };
  rmSync(folder, { recursive: true, force: true });
  if (refusal) throw Object.assign(refusal, { counts });
  return counts;
}
