import { expect, test } from "vitest";
import { readPlaywright, readVitest } from "./test-report.mjs";

test("A failed browser test is named with its place and its first words, however deep its suite", () => {
  const spec = (status: string, message?: string) => ({
    file: "locks.spec.ts",
    line: 55,
    title: `A ${status} one`,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });
  const report = {
    stats: { expected: 1, flaky: 0, unexpected: 1 },
    suites: [
      {
        specs: [spec("expected")],
        suites: [{ specs: [spec("unexpected", "\u001b[31mnot\u001b[39m seen\n\nat x")] }],
      },
    ],
    errors: [{ message: "The server did not start." }],
  };
  expect(readPlaywright(report)).toEqual({
    passed: 1,
    failed: 1,
    failures: [
      "locks.spec.ts:55 A unexpected one\n    not seen\n    at x",
      "Outside the tests\n    The server did not start.",
    ],
  });
});

test("A failed unit test is named, and so is a file that could not be loaded", () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "holds", failureMessages: [] },
          { status: "failed", fullName: "breaks", failureMessages: ["1 is not 2"] },
        ],
      },
      { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    ],
  };
  expect(readVitest(report).failures).toEqual([
    "a.test.ts: breaks\n    1 is not 2",
    "b.test.ts\n    no such module",
  ]);
});
