/** One measured value beside what it must and should be. `higher`: more is better. */
export type Value = { value: number; unit: string; must: number; goal: number; higher?: boolean };

/** One line of the result. */
export type Row = {
  what: string;
  values: Value[];
  /** What stands behind the values: milliseconds, bytes, the yardsticks. */
  beside: string;
};

const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1).replace(/\.?0+$/, "");

const show = (value: number, unit: string): string =>
  unit.startsWith("×") ? `${round(value)} ${unit}` : `${round(value)}${unit && ` ${unit}`}`;

const isWithin = ({ value, higher }: Value, bound: number): boolean =>
  higher ? value >= bound : value <= bound;

/** What a row has reached: its goal, what it must, or not even that. */
export function verdictOf(row: Row): "goal" | "must" | "misses" {
  if (row.values.every((value) => isWithin(value, value.goal))) return "goal";
  return row.values.every((value) => isWithin(value, value.must)) ? "must" : "misses";
}

/** The rows as a table of Markdown, which reads as well in a terminal. */
export function printTable(rows: Row[]): string {
  const of = (row: Row, key: "value" | "must" | "goal") =>
    row.values.map((value) => show(value[key], value.unit)).join(", ");
  const lines = rows.map((row) => [
    row.what,
    of(row, "value"),
    of(row, "must"),
    of(row, "goal"),
    verdictOf(row),
    row.beside,
  ]);
  const all = [["", "measured", "must", "goal", "verdict", "beside it"], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const print = (line: string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = all;
  const rule = `|${[...widths, 7].map((width) => ` ${"-".repeat(width)} |`).join("")}`;
  return [print(head), rule, ...rest.map(print)].join("\n");
}
