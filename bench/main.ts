import { loadavg } from "node:os";
import { join } from "node:path";
import { createLifecycle } from "../scripts/lifecycle.mjs";
import { say, withProgress } from "../scripts/progress.mjs";
import type { Bench } from "./bench";
import { buildWithFrame } from "./build";
import { startDatabases } from "./database";
import { startHelper } from "./measure";
import { measureDebate } from "./rows/debate";
import { measureLive } from "./rows/live";
import { measureNotes } from "./rows/notes";
import { measurePage } from "./rows/page";
import { measurePost } from "./rows/post";
import { measureQuestion } from "./rows/question";
import { measureRead } from "./rows/read";
import { measureSite } from "./rows/site";
import { countStatements } from "./rows/statements";
import { measureText } from "./rows/text";
import { weighPage } from "./rows/weight";
import { startServer } from "./server";
import { printTable, type Row } from "./table";

const MEASURES = {
  read: measureRead,
  page: measurePage,
  text: measureText,
  notes: measureNotes,
  question: measureQuestion,
  debate: measureDebate,
  post: measurePost,
  site: measureSite,
  live: measureLive,
  statements: countStatements,
  weight: weighPage,
} as const;
type Measure = keyof typeof MEASURES;

const REPEATS = 5;
const USAGE = `Known: --only ${Object.keys(MEASURES).join(",")} and --repeats <number>.`;

function readWords(argv: string[]): { only: Measure[]; repeats: number } {
  const asked = { only: Object.keys(MEASURES) as Measure[], repeats: REPEATS };
  for (let at = 0; at < argv.length; at += 2) {
    const value = argv[at + 1] ?? "";
    if (argv[at] === "--only") asked.only = value.split(",") as Measure[];
    else if (argv[at] === "--repeats") asked.repeats = Number(value);
    else throw new Error(`Unknown word ${argv[at]}. ${USAGE}`);
  }
  const isKnown = asked.only.every((name) => name in MEASURES);
  if (!isKnown || !Number.isInteger(asked.repeats) || asked.repeats < 1) throw new Error(USAGE);
  return asked;
}

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

/**
 * Runs the bench and prints its table.
 *
 * @param root  the checkout
 * @param argv  the words after the command
 */
export async function main(root: string, argv: string[]): Promise<void> {
  const { only, repeats } = readWords(argv);
  if (process.platform !== "linux")
    throw new Error("The bench reads CPU from /proc, so it runs on Linux only.");
  const lifecycle = createLifecycle();
  // No database and no server is left behind, whatever happens.
  process.on("uncaughtException", (error) => {
    process.stderr.write(`${error.stack}\n`);
    lifecycle.stop(1);
  });
  try {
    const { rows, failed } = await run(root, lifecycle, only, repeats);
    say(`\n${printTable(rows)}`);
    for (const [name, error] of failed) process.stderr.write(`\n${name} was not measured: ${error.stack}\n`);
    await lifecycle.stop(failed.size > 0 ? 1 : 0);
  } catch (error) {
    if (!lifecycle.isStopping()) process.stderr.write(`${(error as Error).stack}\n`);
    await lifecycle.stop(1);
  }
}

async function run(
  root: string,
  lifecycle: ReturnType<typeof createLifecycle>,
  only: Measure[],
  repeats: number,
): Promise<{ rows: Row[]; failed: Map<Measure, Error> }> {
  say(`Load average ${load()} before the bench. What else runs changes milliseconds more than ratios.`);
  const { program, cwd } = await buildWithFrame(root, lifecycle);
  const databases = await withProgress("Seeding", "about 20 seconds", () =>
    startDatabases(root, lifecycle, only.includes("site")),
  );
  const { secret, small, large } = databases;
  const product = { program, cwd, probe: "/readyz", secret };
  const own = await startServer(lifecycle, { ...product, ...small });
  const bare = await startServer(lifecycle, {
    ...{ program: join(root, "bench", "bare.mjs"), cwd: root, secret, ...small },
    probe: `/page?classroom=${databases.site.thirty.classroomId}&section=${databases.site.thirty.sectionId}`,
  });
  // Both as old as each other: a server that has answered the other rows is warmer, whatever its site.
  const sites = large && {
    small: await startServer(lifecycle, { ...product, ...small }),
    large: await startServer(lifecycle, { ...product, ...large }),
  };
  const bench: Bench = {
    root,
    built: cwd,
    databases,
    servers: { own, bare, sites },
    driver: startHelper(lifecycle, "driver.mjs"),
    streams: startHelper(lifecycle, "streams.mjs"),
    repeats,
  };
  const rows: Row[] = [];
  const failed = new Map<Measure, Error>();
  for (const name of only) {
    const found = await withProgress(`Measuring: ${name}`, `load average ${load()}`, () =>
      MEASURES[name](bench),
    );
    rows.push(...found);
  }
  rows.push({
    what: "Memory under load, one process",
    values: [{ value: own.peakMegabytes(), unit: "MB", must: 400, goal: 300 }],
    beside: `bare ${bare.peakMegabytes().toFixed(0)} MB; load average after the bench ${load()}`,
  });
  return { rows, failed };
}
