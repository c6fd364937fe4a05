// What the person at the terminal reads while something takes long.

const TICK_SECONDS = 15;
const live = process.stdout.isTTY && !process.env.CI;

/**
 * Prints a line for the person who waits.
 *
 * @param {string} [line]
 */
export function say(line = "") {
  process.stdout.write(`${line}\n`);
}

/**
 * Prints a line about what went wrong.
 *
 * @param {string} line
 */
export function complain(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs something long under a heading, with the seconds it has taken so far.
 *
 * @template T
 * @param {string} title what is happening, as in "Building"
 * @param {string} expected how long that usually takes, as in "about a minute"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(title, expected, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  if (!live) say(`${title} (${expected}) …`);
  const show = () => {
    if (live) process.stdout.write(`\r\x1b[K${title} (${expected}) … ${seconds()} s`);
    else if (seconds() > 0) say(`  still at it after ${seconds()} s`);
  };
  if (live) show();
  const timer = setInterval(show, (live ? 1 : TICK_SECONDS) * 1000);
  try {
    const result = await work();
    if (live) process.stdout.write("\r\x1b[K");
    say(live ? `${title}: ${seconds()} s` : `  done in ${seconds()} s`);
    return result;
  } catch (error) {
    if (live) process.stdout.write("\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
