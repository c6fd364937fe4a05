import type { Server } from "node:http";
import Provider from "oidc-provider";

export const CLIENT_ID = "commonplace";
export const CLIENT_SECRET = "a-client-secret-of-the-tests";

/**
 * Starts a real OpenID Connect provider whose own pages ask for a login name and consent.
 *
 * @param port      where it answers, on localhost
 * @param redirect  the one callback address it allows
 */
export async function startIdentityProvider(port: number, redirect: string): Promise<Server> {
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirect],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of the tests"] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: id.replace(/[._]/g, " ").replace(/\b\w/g, (letter) => letter.toUpperCase()),
      }),
    }),
  });
  return new Promise((resolve) => {
    const server = provider.listen(port, "127.0.0.1", () => resolve(server));
  });
}
