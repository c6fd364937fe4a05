import type { ImportLine, Incoming, Outcome } from "#domain/exchange";
import { groupWords, REASONS } from "./words";

const ORDER: Outcome[] = ["refused", "lost", "edited", "placed", "added", "there"];
/** Of what goes as it should, a list need not name each. */
const SHOWN_MAX = 200;

type LinesProps = { lines: ImportLine[]; notes: Incoming[]; isDone: boolean };

/** What becomes of the notes, what needs a look first; each with its quotation. */
export function Lines({ lines, notes, isDone }: LinesProps) {
  const byIri = new Map(notes.map((note) => [note.iri, note]));
  return ORDER.map((outcome) => {
    const group = lines.filter((line) => line.outcome === outcome);
    if (group.length === 0) return null;
    const isOpen = outcome === "refused" || outcome === "lost";
    return (
      <details className="twin" key={outcome} open={isOpen}>
        <summary>{groupWords(outcome, group.length, isDone)}</summary>
        <p className="key">{REASONS[outcome]}</p>
        <ul className="passages">
          {group.slice(0, SHOWN_MAX).map((line) => (
            <li key={line.iri}>
              <Line line={line} note={byIri.get(line.iri)} />
            </li>
          ))}
        </ul>
        {group.length > SHOWN_MAX && <p className="key">And {group.length - SHOWN_MAX} more.</p>}
      </details>
    );
  });
}

const SHOWN_CHARS = 240;
const short = (words: string): string =>
  words.length <= SHOWN_CHARS ? words : `${words.slice(0, SHOWN_CHARS).replace(/\s+\S*$/, "")}…`;

function Line({ line, note }: { line: ImportLine; note: Incoming | undefined }) {
  const quote = note && "exact" in note.target ? note.target.exact : undefined;
  return (
    <article>
      {quote && (
        <blockquote className="ev">
          <span className="plain">{short(quote)}</span>
        </blockquote>
      )}
      {note?.text && <p className="written">{short(note.text)}</p>}
      <p className="by">
        <b>{note?.creator || "Somebody"}</b>
        {line.section && <span>{line.section}</span>}
        {line.sentence && <span>{line.sentence}</span>}
      </p>
    </article>
  );
}
