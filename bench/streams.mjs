// Many readers' streams and one writer, in a process of its own: how long from sending a comment to having it.
import { randomUUID } from "node:crypto";
import { Agent, request as send } from "node:http";

const GIVE_UP_MILLISECONDS = 10_000;
// The server bounds its queue; three hundred browsers do not come in the same millisecond.
const OPENED_AT_ONCE = 20;
const SETTLE_MILLISECONDS = 300;
/** Two writings fall into different wake-ups of the server. */
const PAUSE_MILLISECONDS = 120;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @returns {Promise<{ close: () => void }>} once the stream has said where it begins */
function listen(origin, { path, headers }, onText) {
  return new Promise((resolve, reject) => {
    const request = send(new URL(path, origin), { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream answered ${response.statusCode}`));
      response.setEncoding("utf8").on("data", (text) => {
        if (/event: serialized-error/.test(text)) reject(new Error(`a stream was refused: ${text}`));
        resolve({ close: () => request.destroy() });
        onText(text);
      });
      response.on("error", () => {});
    });
    request.on("error", reject);
    request.end();
  });
}

function post(agent, origin, { path, headers, body }, id) {
  return new Promise((resolve, reject) => {
    const text = body.replace("{uuid}", id);
    const all = { ...headers, "content-length": Buffer.byteLength(text) };
    const request = send(new URL(path, origin), { agent, method: "POST", headers: all }, (response) => {
      response.resume().once("end", () => {
        if (response.statusCode === 200) resolve(undefined);
        else reject(new Error(`a post answered ${response.statusCode}`));
      });
    });
    request.on("error", reject);
    request.end(text);
  });
}

async function run({ origin, readers, writers, count }) {
  const delays = [];
  /** @type {{ id: string, sent: number, missing: Set<number>, done: () => void } | null} */
  let waiting = null;
  const tails = readers.map(() => "");
  const hear = (index) => (text) => {
    const now = performance.now();
    const heard = tails[index] + text;
    tails[index] = heard.slice(-40); // an id may come in two pieces
    if (!waiting?.missing.has(index) || !heard.includes(waiting.id)) return;
    waiting.missing.delete(index);
    delays.push(now - waiting.sent);
    if (waiting.missing.size === 0) waiting.done();
  };
  const streams = [];
  for (let at = 0; at < readers.length; at += OPENED_AT_ONCE) {
    const group = readers.slice(at, at + OPENED_AT_ONCE);
    const opened = group.map((reader, index) => listen(origin, reader, hear(at + index)));
    streams.push(...(await Promise.all(opened)));
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await pause(SETTLE_MILLISECONDS);
  let lost = 0;
  for (let turn = 0; turn < count; turn++) {
    const id = randomUUID();
    const missing = new Set(readers.keys());
    const all = new Promise((resolve) => {
      waiting = { id, sent: performance.now(), missing, done: () => resolve(undefined) };
    });
    await post(agent, origin, writers[turn % writers.length], id);
    await Promise.race([all, pause(GIVE_UP_MILLISECONDS)]);
    lost += missing.size;
    await pause(PAUSE_MILLISECONDS);
  }
  for (const stream of streams) stream.close();
  agent.destroy();
  delays.sort((a, b) => a - b);
  const at = (share) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), lost };
}

process.on("message", async (job) => {
  try {
    process.send?.({ result: await run(/** @type {any} */ (job)) });
  } catch (error) {
    process.send?.({ error: String(/** @type {any} */ (error)?.stack ?? error) });
  }
});
