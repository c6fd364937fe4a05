import { createServer } from "node:net";

/** Listens for an instant. @returns {Promise<{ port: number } | { code: string }>} */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ code: /** @type {any} */ (error).code }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve({ port: address.port }));
    });
  });
}

/**
 * Finds a port that nothing on this machine's loopback uses.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  const found = await tryPort(0, "127.0.0.1");
  if ("port" in found) return found.port;
  throw new Error(`no free port on 127.0.0.1: ${found.code}`);
}

/**
 * Tells whether a web server may take a port.
 *
 * `localhost` is two addresses, and a browser may try the other one first: a stranger there takes our visitors.
 *
 * @param {number} port
 * @param {string} host the address to listen on
 * @returns {Promise<null | string>} null when free, else the error's code (EADDRINUSE, EACCES, EADDRNOTAVAIL)
 */
export async function whyTaken(port, host) {
  const own = await tryPort(port, host);
  if ("code" in own) return own.code;
  for (const loopback of ["127.0.0.1", "::1"]) {
    if (loopback === host) continue;
    const other = await tryPort(port, loopback);
    if ("code" in other && other.code === "EADDRINUSE") return other.code;
  }
  return null;
}
