"use client";

import { useId, useState } from "react";
import type { SwingTable } from "#domain/debate/swing";
import { nameOf } from "../debate-words";
import { useBook } from "./book-context";
import type { Choice, Swing as SwingView } from "./page-types";
import { Patterns } from "./patterns";
import { type Piece, swingDrawing, WIDTH } from "./swing-drawing";
import { VoteTable } from "./vote-table";
import { type Table, tableOfAll, tableOfSide } from "./vote-tables";

/** How the votes moved: a sentence first, then a drawing, then tables. */
export function Swing({ swing }: { swing: SwingView }) {
  const { debate } = useBook();
  const [isTable, setTable] = useState(false);
  const { choices, all, sides } = swing;
  const canDraw = all !== null && isDrawn(all);
  return (
    <section className="swing" aria-labelledby="swing-title">
      <div className="swingwords">
        <h2 id="swing-title">{swing.words}</h2>
        <Movers swing={swing} />
        {!debate.isNamed && (
          <p className="mid">
            Numbers under five are told in words, and so is whatever would give them away. Counted are those
            who voted twice and had a side.
          </p>
        )}
        {all && (
          <p>
            <button type="button" className="lnk" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {isTable ? "Without the tables" : "Show as tables"}
            </button>
          </p>
        )}
      </div>
      {canDraw && all && <SwingDrawing choices={choices} table={all} />}
      {all && isTable && (
        <div className="swingtables">
          <Scrolled of={tableOfAll(choices, all)} />
          {sides?.map((one) => (
            <BySide key={one.side} choices={choices} {...one} />
          ))}
        </div>
      )}
    </section>
  );
}

/** Whether a sum is told of both votes: then there is something to draw. */
const isDrawn = ({ before, after }: SwingTable): boolean =>
  before.some((figure) => figure !== null) && after.some((figure) => figure !== null);

function Movers({ swing: { movedBy } }: { swing: SwingView }) {
  const { claims } = useBook();
  const told = movedBy.flatMap(({ claimId, count }) => {
    const claim = claims.find(({ id }) => id === claimId);
    return claim ? [{ claim, count }] : [];
  });
  if (told.length === 0) return null;
  return (
    <p>
      Asked what moved them,{" "}
      {told.map(({ claim, count }, at) => (
        <span key={claim.id}>
          {at > 0 && ", "}
          {count} named <a href={`#c-${claim.id}`}>{nameOf(claim)}</a>
        </span>
      ))}
      .
    </p>
  );
}

type BySideProps = NonNullable<SwingView["sides"]>[number] & { choices: Choice[] };

/** How one side moved. */
function BySide({ choices, side, table, confidence }: BySideProps) {
  return (
    <div>
      <Scrolled of={tableOfSide(choices, side, table)} />
      <p className="mid">
        How sure they were, of 5: {confidence.before} before, {confidence.after} after.
      </p>
    </div>
  );
}

/** A table that may be wider than the page. */
function Scrolled({ of }: { of: Table }) {
  if ("words" in of) return <VoteTable of={of} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keyboard too
    <section className="mapscroll" tabIndex={0} aria-label={of.title}>
      <VoteTable of={of} />
    </section>
  );
}

type SwingDrawingProps = { choices: Choice[]; table: SwingTable };

/** The votes before and after as bars, and between them those who moved as far as they are told. */
function SwingDrawing({ choices, table }: SwingDrawingProps) {
  const id = useId();
  const { before, after, flows } = swingDrawing(table);
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${BELOW + BAR + 40}`} role="img" aria-labelledby={id}>
        <title id={id}>{`Before: ${barWords(choices, before)}. After: ${barWords(choices, after)}.`}</title>
        <Patterns id={id} />
        {flows.map(({ key, from, to, width, isMoved }) => (
          <path key={key} d={flowPath(from, to, width)} fill={isMoved ? "var(--heat-4)" : "var(--heat-2)"} />
        ))}
        <Bar id={id} choices={choices} pieces={before} top={ABOVE} labels={ABOVE - 12} />
        <Bar id={id} choices={choices} pieces={after} top={BELOW} labels={BELOW + BAR + 28} />
      </svg>
      <figcaption>
        Above: before anyone spoke. Below: after. Between them: those who moved alike, as far as they are
        told.
      </figcaption>
    </figure>
  );
}

const BAR = 34;
const ABOVE = 40;
const BELOW = 226;

function flowPath(from: number, to: number, width: number): string {
  const [top, middle] = [ABOVE + BAR, (ABOVE + BAR + BELOW) / 2];
  return `M${from} ${top}H${from + width}C${from + width} ${middle} ${to + width} ${middle} ${to + width} ${BELOW}H${to}C${to} ${middle} ${from} ${middle} ${from} ${top}Z`;
}

const SHORT: Record<Choice, string> = {
  for: "for",
  against: "against",
  third: "third",
  undecided: "undecided",
};

const pieceWords = (choices: Choice[], { at, count }: Piece): string =>
  at === null ? "others, not told" : `${count} ${SHORT[choices[at] ?? "undecided"]}`;

const barWords = (choices: Choice[], pieces: Piece[]): string =>
  pieces.map((piece) => pieceWords(choices, piece)).join(", ");

type BarProps = { id: string; choices: Choice[]; pieces: Piece[]; top: number; labels: number };

function Bar({ id, choices, pieces, top, labels }: BarProps) {
  return pieces.map((piece) => (
    <g key={piece.at}>
      <rect
        className={piece.at === null ? "untold" : undefined}
        x={piece.start}
        y={top}
        width={piece.width}
        height={BAR}
        stroke="var(--ink)"
        strokeWidth="2"
        fill={piece.at === null ? "var(--sunk)" : fillOf(choices[piece.at] ?? "undecided", id)}
      />
      <text x={piece.start + piece.width / 2} y={labels} textAnchor="middle">
        {pieceWords(choices, piece)}
      </text>
    </g>
  ));
}

const fillOf = (choice: Choice, id: string): string => {
  if (choice === "undecided") return "var(--paper)";
  if (choice === "for") return "var(--cloth)";
  return choice === "against" ? `url(#${id}h)` : `url(#${id}d)`;
};
