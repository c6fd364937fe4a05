// The environment of the programs that the launcher runs.
import { join } from "node:path";
import { secretIn } from "./secret-file.mjs";

/**
 * What both the preparation and the application are told.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {{ ownerUrl: string, runtimeUrl: string, listenUrl: string }} addresses
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor({ mode, dataDir }, { ownerUrl, runtimeUrl, listenUrl }, root) {
  const env = {
    ...process.env,
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    COMMONPLACE_ROOT: root,
    DATABASE_URL: ownerUrl,
    MIGRATE_DATABASE_URL: ownerUrl,
    RUNTIME_DATABASE_URL: runtimeUrl,
    LISTEN_DATABASE_URL: listenUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secretIn(join(dataDir, "secret")),
  };
  delete env.DEMO;
  delete env.SETUP_CODE;
  return mode === "demo" ? { ...env, DEMO: "1" } : env;
}

/**
 * What the application is told beyond that.
 *
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env of `environmentFor`
 * @param {import("./settings.mjs").Settings} options.settings
 * @param {number} options.port
 * @param {string} options.publicUrl
 * @param {string | null} options.setupCode
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment({ env, settings, port, publicUrl, setupCode }) {
  const app = { ...env, HOSTNAME: settings.host, HOST: settings.host, PORT: String(port) };
  Object.assign(app, { PUBLIC_URL: publicUrl, NEXTAUTH_URL: publicUrl });
  if (setupCode) app.SETUP_CODE = setupCode;
  // The application never learns how to be the owner.
  delete app.DATABASE_URL;
  delete app.MIGRATE_DATABASE_URL;
  return app;
}
