import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "domain/**/*.test.ts",
      "server/**/*.test.ts",
      "db/**/*.test.ts",
      "scripts/**/*.test.ts",
      "app/**/*.test.ts",
      "content/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    globalSetup: ["server/testing/postgres.ts"],
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers would only make the databases wait.
    maxWorkers: 2,
  },
});
