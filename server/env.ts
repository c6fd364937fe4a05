import { z } from "zod";

const Environment = z.object({
  RUNTIME_DATABASE_URL: z.string().min(1),
  LISTEN_DATABASE_URL: z.string().min(1).optional(),
  PUBLIC_URL: z.url().default("http://localhost:3000"),
  NEXTAUTH_SECRET: z.string().min(32),
  SETUP_CODE: z.string().min(16).optional(),
  DEMO: z.literal("1").optional(),
});

/** The configuration of this process, checked. */
export type Env = {
  runtimeDatabaseUrl: string;
  listenDatabaseUrl: string;
  publicUrl: URL;
  isHttps: boolean;
  secret: string;
  setupCode: string | null;
  isDemo: boolean;
  providers: OidcProvider[];
};

/** An OpenID Connect provider named in the environment. `id` is what stands in the callback address. */
export type OidcProvider = {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
};

/**
 * Reads the providers: `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET`, `OIDC_NAME`, and `OIDC_2_…` to `OIDC_9_…`.
 *
 * @throws {Error} naming the variable when one of a provider's values is missing
 */
function readProviders(source: NodeJS.ProcessEnv): OidcProvider[] {
  const providers: OidcProvider[] = [];
  for (const [index, prefix] of ["OIDC_", ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `OIDC_${n}_`)].entries()) {
    const issuer = source[`${prefix}ISSUER`];
    if (!issuer) continue;
    const need = (name: string): string => {
      const value = source[`${prefix}${name}`];
      if (!value) throw new Error(`${prefix}ISSUER is set, but ${prefix}${name} is not.`);
      return value;
    };
    providers.push({
      id: index === 0 ? "oidc" : `oidc-${index + 1}`,
      name: source[`${prefix}NAME`] ?? new URL(issuer).hostname,
      issuer,
      clientId: need("CLIENT_ID"),
      clientSecret: need("CLIENT_SECRET"),
    });
  }
  return providers;
}

/**
 * Checks the environment.
 *
 * @throws {Error} naming what is missing or malformed
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = Environment.safeParse(source);
  if (!parsed.success)
    throw new Error(
      `The environment lacks or garbles: ${parsed.error.issues.map((i) => i.path.join(".")).join(", ")}.`,
    );
  const env = parsed.data;
  const publicUrl = new URL(env.PUBLIC_URL);
  return {
    runtimeDatabaseUrl: env.RUNTIME_DATABASE_URL,
    listenDatabaseUrl: env.LISTEN_DATABASE_URL ?? env.RUNTIME_DATABASE_URL,
    publicUrl,
    isHttps: publicUrl.protocol === "https:",
    secret: env.NEXTAUTH_SECRET,
    setupCode: env.SETUP_CODE ?? null,
    isDemo: env.DEMO === "1",
    providers: readProviders(source),
  };
}
