import type { CDPSession, Page } from "@playwright/test";

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string; chrome_mojo_event_info?: { mojo_interface_tag?: string } };
};

/** A task of the page's main thread, and what it was made of, in milliseconds of processor time. */
export type Task = { ms: number; parts: string };

const TASK = "RunTask";
/** What a test asks the page, which names of the whole page's roles make the longest of all: no reader asks for that. */
const QUESTION = "blink.mojom.DevToolsSession";
const PARTS = [
  "RunMicrotasks",
  "EventDispatch",
  "FireAnimationFrame",
  "TimerFire",
  "EvaluateScript",
  "v8.callFunction",
  "FunctionCall",
  "HitTest",
  "Layout",
  "UpdateLayoutTree",
  "PrePaint",
  "Paint",
  "Layerize",
  "UpdateLayer",
  "Commit",
  "MajorGC",
  "MinorGC",
];

/**
 * What the page's main thread does while `work` runs on a processor so many times slower, by the browser's own tracing.
 * Processor time is counted and not the clock, so that other work on the machine is not taken for the page's.
 *
 * @returns tasks of at least a millisecond, longest first
 */
export async function tasksDuring(page: Page, slower: number, work: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      excludedCategories: ["*"],
      includedCategories: [
        "toplevel",
        "devtools.timeline",
        "disabled-by-default-devtools.timeline",
        "v8",
        "__metadata",
      ],
    },
  });
  await work();
  await endOf(session);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await session.detach();
  return tasksOf(events);
}

async function endOf(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
}

const isQuestion = ({ args }: TraceEvent): boolean =>
  args?.chrome_mojo_event_info?.mojo_interface_tag === QUESTION;

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const ours = events.filter(({ pid, tid, ph }) => ph === "X" && mains.has(`${pid} ${tid}`));
  const spent = ({ tdur, dur }: TraceEvent) => (tdur ?? dur ?? 0) / 1_000;
  return ours
    .filter((event) => event.name === TASK && spent(event) >= 1)
    .map((task) => ({
      task,
      inside: ours.filter(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0)),
    }))
    .filter(({ inside }) => !inside.some(isQuestion))
    .map(({ task, inside }) => {
      const parts = PARTS.map((name) => ({
        name,
        ms: inside.filter((event) => event.name === name).reduce((sum, event) => sum + spent(event), 0),
      }));
      return {
        ms: Math.round(spent(task)),
        parts: parts
          .filter(({ ms }) => ms >= 1)
          .map(({ name, ms }) => `${name} ${Math.round(ms)}`)
          .join(", "),
      };
    })
    .sort((a, b) => b.ms - a.ms);
}
