// Runs scripts/prepare.ts: migrations, the runtime role's rights, the guide, and for the demo its class.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal.mjs";
import { runStep } from "./run-step.mjs";

const EXPECTED_REFUSAL = 3;
const SHOWN_LINES = 20;

/**
 * @typedef {{ role: string, name: string, username: string, password: string }} DemoAccount
 */

/**
 * Brings the database up to this release.
 *
 * @param {object} options
 * @param {string} options.root
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} options.demo
 * @param {import("./lifecycle.mjs").Lifecycle} options.lifecycle
 * @returns {Promise<{ accounts: number, demo: DemoAccount[] }>}
 * @throws {Refusal} an expected refusal in one sentence; or the last lines of a defect
 */
export async function prepareDatabase({ root, env, demo, lifecycle }) {
  const program = join("scripts", "prepare.ts");
  if (!existsSync(join(root, program))) throw new Refusal(`${program} is missing from this checkout.`);
  const args = ["--import", "tsx", program, ...(demo ? ["--demo"] : [])];
  const run = await runStep(process.execPath, args, { lifecycle, cwd: root, env });
  const words = run.stderr.trim();
  if (run.code === EXPECTED_REFUSAL) throw new Refusal(words);
  if (run.code !== 0) {
    throw new Refusal(
      `The database could not be prepared.\n${words.split("\n").slice(-SHOWN_LINES).join("\n")}`,
    );
  }
  const answer = JSON.parse(run.stdout.trim().split("\n").pop() ?? "");
  return { accounts: answer.accounts, demo: answer.demo ?? [] };
}
