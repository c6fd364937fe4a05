import type { Table } from "./vote-tables";

/** A table of the votes, or the sentence that stands for one. */
export function VoteTable({ of }: { of: Table }) {
  if ("words" in of)
    return (
      <p>
        {of.title}. {of.words}
      </p>
    );
  const { title, head, rows } = of;
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {head.map((words, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is what stands in its place
            <th scope="col" key={at}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...cells], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands in its place
          <tr key={row}>
            <th scope="row">{first}</th>
            {cells.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is what stands in its place
              <td key={at}>{one}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
