// npm test: everything CI runs, in order; --quick leaves out the build and the browser.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeProblem } from "./node-version.mjs";

const problem = nodeProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
const { createLifecycle } = await import("./lifecycle.mjs");
const { say } = await import("./progress.mjs");
const { sentenceFor } = await import("./refusal.mjs");
const steps = await import("./test-steps.mjs");

const quick = process.argv.includes("--quick");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lifecycle = createLifecycle();
const context = { root, lifecycle, env: steps.testEnvironment() };
/** @type {Array<{ name: string, seconds: number, ok: boolean, passed: number, failed: number, failures: string[] }>} */
const results = [];

/**
 * Runs one step under its heading and notes what came of it.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether it passed
 */
async function step(name, work) {
  say(`\n== ${name} ==`);
  const started = Date.now();
  let counts = { passed: 0, failed: 0, failures: [] };
  let ok = true;
  try {
    const counted = /** @type {any} */ (await work());
    if (typeof counted?.passed === "number") counts = counted;
  } catch (error) {
    if (lifecycle.isStopping()) return false;
    ok = false;
    counts = /** @type {any} */ (error).counts ?? counts;
    // A step that fails as a whole is one failure, so that the last line cannot say there was none.
    counts.failed ||= 1;
    say(sentenceFor(error) ?? /** @type {any} */ (error).stack);
  }
  results.push({ name, seconds: Math.round((Date.now() - started) / 1000), ok, ...counts });
  return ok;
}

if (await step("Packages", () => steps.install(context))) {
  await step("Format and lint", () => steps.biome(context));
  await step("Import rules", () => steps.importRules(context));
  await step("Types", () => steps.types(context));
  await step("Unit and integration", () => steps.unitTests(context));
  if (!quick && (await step("Build", () => steps.build(context)))) {
    await step("End to end", () => steps.endToEnd(context));
  }
}

const failures = results.flatMap((result) => result.failures);
if (failures.length > 0) {
  // Said again where somebody who sees only the end of a long run finds it.
  say("\n== Failures ==");
  for (const failure of failures) say(failure);
}

say("\n== Summary ==");
const width = Math.max(...results.map(({ name }) => name.length));
for (const { name, seconds, ok, passed, failed } of results) {
  const tests = passed + failed > 0 ? `  ${passed} passed, ${failed} failed` : "";
  say(`${ok ? "pass" : "FAIL"}  ${name.padEnd(width)}  ${String(seconds).padStart(4)} s${tests}`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
say(`${total("passed")} passed, ${total("failed")} failed`);
await lifecycle.stop(results.every(({ ok }) => ok) ? 0 : 1);
