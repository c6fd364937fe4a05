import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT_ID, CLIENT_SECRET, startIdentityProvider } from "./identity-provider";
import { freePort, launch } from "./launcher";
import { setUpAdministrator } from "./people";

/** Starts one installation for the run, with an identity provider beside it, and makes its administrator. */
export default async function start() {
  const dataDir = mkdtempSync(join(tmpdir(), "commonplace-e2e-"));
  const [port, providerPort] = [await freePort(), await freePort()];
  const provider = await startIdentityProvider(
    providerPort,
    `http://localhost:${port}/api/auth/callback/oidc`,
  );
  const installation = await launch(dataDir, {
    PORT: String(port),
    OIDC_ISSUER: `http://localhost:${providerPort}`,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_NAME: "School account",
  });
  process.env.E2E_BASE_URL = installation.url;
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_SETUP_LINK = installation.setupLink ?? "";
  await setUpAdministrator(installation);
  return async () => {
    await installation.stop();
    provider.closeAllConnections();
    await new Promise((resolve) => provider.close(resolve));
    rmSync(dataDir, { recursive: true, force: true });
  };
}
