import type { ReactNode } from "react";

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode };

/** A page that only says something: a line, what it means, and the way on. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main className="leaf" id="main">
      <p className="mark">
        <b aria-hidden="true">¶</b>Commonplace
      </p>
      <h1>{title}</h1>
      <div className="lead">{children}</div>
      {actions && <div className="brow">{actions}</div>}
    </main>
  );
}
