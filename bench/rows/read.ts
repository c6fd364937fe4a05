import { asAnybody, asReaders, type Bench, COUNTS, inWords, queryPath, windowOf } from "../bench";
import { interleave } from "../measure";
import type { Row } from "../table";

/** A thread of 30 through tRPC; and the first windows of two lists of 3,000, which must not cost much more. */
export async function measureRead(bench: Bench): Promise<Row[]> {
  const { own, bare } = bench.servers;
  const { thirty, wide, deep } = bench.databases.site;
  const { classroomId, sectionId } = thirty;
  const figures = await interleave(
    bench.driver,
    {
      bare: asAnybody(bench, bare, COUNTS.floor, `/thread?classroom=${classroomId}&section=${sectionId}`),
      frame: asAnybody(bench, own, COUNTS.call, queryPath("bench/thread", { classroomId, sectionId })),
      thirty: asReaders(bench, own, COUNTS.call, windowOf(own, thirty)),
      wide: asReaders(bench, own, COUNTS.call, windowOf(own, wide)),
      deep: asReaders(bench, own, COUNTS.call, windowOf(own, deep)),
    },
    bench.repeats,
  );
  const longest = Math.max(figures.wide.cpu, figures.deep.cpu);
  return [
    {
      what: "Thread of 30 through tRPC, CPU",
      values: [
        { value: figures.thirty.cpu / figures.bare.cpu, unit: "× bare", must: 8, goal: 5 },
        { value: figures.thirty.cpu / figures.frame.cpu, unit: "× frame", must: 2, goal: 1.4 },
      ],
      beside: [
        inWords("ours", figures.thirty),
        inWords("bare", figures.bare),
        inWords("frame", figures.frame),
      ].join("; "),
    },
    {
      what: "First window of 3,000 beside 30, CPU",
      values: [{ value: longest / figures.thirty.cpu, unit: "×", must: 2, goal: 1.3 }],
      beside: `${inWords("1,500 threads", figures.wide)}; ${inWords("one thread", figures.deep)}`,
    },
  ];
}
