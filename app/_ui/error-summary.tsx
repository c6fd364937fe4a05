"use client";

import { useEffect, useRef } from "react";
import type { ActionError } from "./action-error";

/**
 * Says what stopped a form. Takes focus when an error arrives. One wrong field gets the focus itself, with its
 * sentence beside it; several are listed here as links; what concerns no field is said here in one sentence.
 */
export function ErrorSummary({ error }: { error: ActionError | null }) {
  const box = useRef<HTMLDivElement>(null);
  const names = error ? Object.keys(error.fields) : [];
  const only = names.length === 1 ? names[0] : undefined;
  useEffect(() => {
    if (!error) return;
    const target = only ? document.getElementById(only) : null;
    (target ?? box.current)?.focus();
  }, [error, only]);

  if (!error || only) return null;
  const handleJump = (name: string) => (event: React.MouseEvent) => {
    event.preventDefault();
    document.getElementById(name)?.focus();
  };
  return (
    <div className="es" role="alert" tabIndex={-1} ref={box}>
      {names.length === 0 ? (
        <p>{error.message}</p>
      ) : (
        <>
          <h2>There is a problem</h2>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <a href={`#${name}`} onClick={handleJump(name)}>
                  {error.fields[name]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
