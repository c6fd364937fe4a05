import type { ReactNode } from "react";
import { EarlyActs } from "./early-acts";
import "./site-frame.css";

const THEMES = [
  ["memory", "Memory & Nostalgia"],
  ["identity", "Identity & Humanity"],
  ["love", "Love & Loss"],
  ["acceptance", "Acceptance & Resignation"],
  ["symbolism", "Symbolism"],
] as const;

type SiteFrameProps = { title: string; lead?: ReactNode; children: ReactNode };

/** The page before one is in: the book's cover, and beside it one form. */
export function SiteFrame({ title, lead, children }: SiteFrameProps) {
  return (
    <div className="jn">
      <EarlyActs />
      <header className="cover">
        <div className="label" data-theme="light">
          <p className="mk">
            <i aria-hidden="true">¶</i>Commonplace
          </p>
          <p>One book, read together, with everyone’s pencil in the margin.</p>
          <ul className="strokes" aria-label="The five themes">
            {THEMES.map(([ink, words]) => (
              <li key={ink} data-ink={ink}>
                <span className="sign" />
                <span className="stroke">{words}</span>
              </li>
            ))}
          </ul>
        </div>
      </header>
      <main className="form" id="main">
        <div className="in">
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          <noscript>
            <p className="lead">This form needs JavaScript. Switch it on for this site to go on.</p>
          </noscript>
          {children}
        </div>
      </main>
    </div>
  );
}
