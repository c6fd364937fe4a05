// Sends requests over kept connections, in a process of its own, so that its cost is not counted with the server's.
import { randomUUID } from "node:crypto";
import { Agent, request as send } from "node:http";

/**
 * One request over a kept connection.
 *
 * @returns {Promise<number>} its status
 */
function ask(agent, origin, { method, path, headers, body, untilEvent }) {
  return new Promise((resolve, reject) => {
    // A comment's id is its idempotency key: each post needs one of its own.
    const text = body?.replace("{uuid}", randomUUID());
    const length = text ? { "content-length": Buffer.byteLength(text) } : {};
    const options = { agent: untilEvent ? undefined : agent, method, headers: { ...headers, ...length } };
    const request = send(new URL(path, origin), options, (response) => {
      const { statusCode = 0 } = response;
      if (untilEvent) {
        response.once("data", () => {
          resolve(statusCode);
          request.destroy();
        });
        return;
      }
      response.resume();
      response.once("end", () => resolve(statusCode));
    });
    request.on("error", reject);
    request.end(text);
  });
}

async function run({ origin, connections, visits, count, first }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const latencies = [];
  const refused = {};
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) {
        const visit = visits[(first + next++) % visits.length];
        const sent = performance.now();
        for (const request of visit) {
          const status = await ask(agent, origin, request);
          if (status !== 200) refused[status] = (refused[status] ?? 0) + 1;
        }
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return {
    visits: latencies.length,
    seconds,
    p95: latencies[Math.floor(latencies.length * 0.95)] ?? 0,
    refused,
  };
}

process.on("message", async (job) => {
  try {
    process.send?.({ result: await run(/** @type {any} */ (job)) });
  } catch (error) {
    process.send?.({ error: String(/** @type {any} */ (error)?.stack ?? error) });
  }
});
