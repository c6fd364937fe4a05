// What the reports of the test runners say: how many passed, and which failed with what words.
import { stripVTControlCharacters } from "node:util";

/** Lines of one failure that are shown again at the end of a run; the whole stands where it happened. */
const SHOWN_LINES = 12;

/** @typedef {{ passed: number, failed: number, failures: string[] }} Counts `failures`: name and first words of each */

const shown = (name, message) =>
  [
    name,
    ...stripVTControlCharacters(message ?? "no message")
      .split("\n")
      .filter((line) => line.trim())
      .slice(0, SHOWN_LINES)
      .map((line) => `    ${line}`),
  ].join("\n");

/**
 * Reads Vitest's JSON report.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function readVitest({ numPassedTests, numFailedTests, testResults }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    // A file that could not be loaded has no tests, and failed nevertheless.
    if (status === "failed" && failed.length === 0) return [shown(name, message)];
    return failed.map(({ fullName, failureMessages }) => shown(`${name}: ${fullName}`, failureMessages[0]));
  });
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

/**
 * Reads Playwright's JSON report.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function readPlaywright({ stats, suites, errors }) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const failures = suites.flatMap(specsOf).flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .flatMap(({ results }) => results.at(-1)?.errors ?? [])
      .map(({ message }) => shown(`${file}:${line} ${title}`, message)),
  );
  const outside = (errors ?? []).map(({ message }) => shown("Outside the tests", message));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: [...failures, ...outside],
  };
}
