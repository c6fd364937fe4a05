import { LockIcon } from "../../../../_ui/icons";
import { waitingWords } from "./words";

/** The drawn stack grows no higher than this: the sentence below it says the number. */
const EDGES_MAX = 30;

/** The others' answers, as a stack of uncut paper: one edge an answer, and nothing of what they say. */
export function Waiting({ waiting }: { waiting: number }) {
  const edges = Math.min(waiting, EDGES_MAX);
  return (
    <>
      {edges > 0 && (
        <div className="uncut" aria-hidden="true">
          {Array.from({ length: edges }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one edge is like the other
            <i key={at} />
          ))}
        </div>
      )}
      <div className="wait">
        <LockIcon />
        <p>
          <b>{waitingWords(waiting)}</b>
          <span className="mid" id="stays">
            Your first answer stays as you post it. After reading the others you can add second thoughts
            underneath.
          </span>
        </p>
      </div>
    </>
  );
}
