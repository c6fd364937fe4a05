import { asReaders, type Bench, COUNTS, inWords, windowOf } from "../bench";
import { interleave } from "../measure";
import type { Row } from "../table";

/** The same thread on a site of 100 threads and on one of 2,000: speed is requests for the same CPU. */
export async function measureSite(bench: Bench): Promise<Row[]> {
  const { sites } = bench.servers;
  if (!sites) return [];
  const { small, large } = sites;
  const { thirty } = bench.databases.site;
  const figures = await interleave(
    bench.driver,
    {
      small: asReaders(bench, small, COUNTS.call, windowOf(small, thirty)),
      large: asReaders(bench, large, COUNTS.call, windowOf(large, thirty)),
    },
    bench.repeats,
  );
  return [
    {
      what: "Site of 2,000 threads beside 100, speed",
      values: [
        { value: figures.small.cpu / figures.large.cpu, unit: "×", must: 0.9, goal: 0.97, higher: true },
      ],
      beside: `${inWords("100", figures.small)}; ${inWords("2,000", figures.large)}`,
    },
  ];
}
