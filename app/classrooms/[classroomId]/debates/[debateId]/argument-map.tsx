"use client";

import { useId, useState } from "react";
import { SIDE_NAMES } from "#domain/debate/sides";
import { kindWords, nameOf } from "../debate-words";
import { useBook } from "./book-context";
import { mapOf } from "./map-layout";
import type { ClaimView, Side } from "./page-types";
import { Patterns } from "./patterns";
import { isAnswered } from "./rows";

const WIDE = 92;
const HIGH = 40;
const BETWEEN = 64;
const LINE = 56;

/** Which claim answers which: drawn, and as a table. */
export function ArgumentMap() {
  const { claims } = useBook();
  const [isTable, setTable] = useState(false);
  if (claims.length === 0) return null;
  return (
    <section className="argmap" aria-labelledby="map-title">
      <div className="maphead">
        <h2 id="map-title">How the arguments hang together</h2>
        <button type="button" className="lnk" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? "Show as a drawing" : "Show as a table"}
        </button>
      </div>
      {isTable ? <MapTable /> : <MapDrawing />}
    </section>
  );
}

function MapDrawing() {
  const { claims, debate } = useBook();
  const id = useId();
  const { spots, links, rows, columns } = mapOf(
    claims,
    debate.sides.map(({ side }) => side),
  );
  const [width, height] = [columns * (WIDE + BETWEEN) - BETWEEN + 4, rows * LINE + 4];
  const x = (column: number) => column * (WIDE + BETWEEN) + 2;
  const y = (row: number) => row * LINE + (LINE - HIGH) / 2;
  return (
    <figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keyboard too */}
      <section className="mapscroll" tabIndex={0} aria-label="Argument map">
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-labelledby={id}>
          <title id={id}>{summaryOf(claims)}</title>
          <Patterns id={id} />
          {links.map(({ from, to }) => (
            <path
              key={from.claim.id}
              className={from.claim.kind === "concession" ? "conceded" : undefined}
              d={`M${x(from.column)} ${y(from.row) + HIGH / 2}C${x(from.column) - BETWEEN / 2} ${
                y(from.row) + HIGH / 2
              } ${x(to.column) + WIDE + BETWEEN / 2} ${y(to.row) + HIGH / 2} ${x(to.column) + WIDE} ${
                y(to.row) + HIGH / 2
              }`}
            />
          ))}
          {spots.map(({ claim, column, row }) => (
            <g key={claim.id}>
              <rect x={x(column)} y={y(row)} width={WIDE} height={HIGH} fill="var(--paper)" />
              <rect x={x(column)} y={y(row)} width="16" height={HIGH} fill={fillOf(claim.side, id)} />
              <text x={x(column) + 28} y={y(row) + HIGH / 2 + 6}>
                {nameOf(claim)}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <figcaption>A line leads from an answer to what it answers; a broken line concedes.</figcaption>
    </figure>
  );
}

const fillOf = (side: Side, id: string): string =>
  side === "for" ? "var(--cloth)" : side === "against" ? `url(#${id}h)` : `url(#${id}d)`;

/** The drawing in a sentence or two. */
function summaryOf(claims: readonly ClaimView[]): string {
  const own = claims.filter(({ kind }) => kind === "claim");
  const open = own.filter(({ id }) => !isAnswered(claims, id));
  const answers = claims.length - own.length;
  const unanswered =
    open.length === 0 ? "None is unanswered." : `Unanswered: ${open.map(nameOf).join(", ")}.`;
  return `${own.length} claim${own.length === 1 ? "" : "s"} and ${answers} answer${answers === 1 ? "" : "s"}. ${unanswered}`;
}

function MapTable() {
  const { claims } = useBook();
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by keyboard too
    <section className="mapscroll" tabIndex={0} aria-label="Argument map as a table">
      <table>
        <caption className="vh">{summaryOf(claims)}</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Side</th>
            <th scope="col">What it is</th>
            <th scope="col">Answers</th>
            <th scope="col">Answered by</th>
          </tr>
        </thead>
        <tbody>
          {claims.map((claim) => {
            const to = claim.answersId ? byId.get(claim.answersId) : undefined;
            const by = claims.filter(({ answersId }) => answersId === claim.id);
            return (
              <tr key={claim.id}>
                <th scope="row">
                  <a href={`#c-${claim.id}`}>{nameOf(claim)}</a>
                </th>
                <td>{SIDE_NAMES[claim.side]}</td>
                <td>{kindWords(claim.kind)}</td>
                <td>{to ? nameOf(to) : "nothing"}</td>
                <td>{by.length > 0 ? by.map(nameOf).join(", ") : "nobody"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
