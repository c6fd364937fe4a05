"use client";

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";

type PopoverProps = {
  /** What the button shows. */
  label: ReactNode;
  /** The button's name for those who do not see its face, and the name of what it opens. */
  name: string;
  className?: string;
  /** A menu moves with the arrow keys as well as with Tab. */
  menu?: boolean;
  children: (close: () => void) => ReactNode;
};

/**
 * A button and the panel under it. Not modal: Tab leaves it. Escape closes it and returns to the button; a press
 * elsewhere or focus moving out closes it.
 */
export function Popover({ label, name, className, menu, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  useEffect(() => {
    if (!open) return;
    const handlePress = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", handlePress);
    return () => document.removeEventListener("pointerdown", handlePress);
  }, [open]);

  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      if (!open) setOpen(true);
      else moveFocus(root.current, event.key === "ArrowDown" ? 1 : -1);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys of the controls inside
    <div
      ref={root}
      className={className ? `pop ${className}` : "pop"}
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (event.relatedTarget && !root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="popbtn"
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="popface" aria-hidden="true">
          {label}
        </span>
        <span className="vh">{name}</span>
      </button>
      {open && (
        <section id={panelId} className="poppanel" aria-label={name}>
          {children(close)}
        </section>
      )}
    </div>
  );
}

function moveFocus(root: HTMLElement | null, step: 1 | -1): void {
  const items = [...(root?.querySelectorAll<HTMLElement>("a[href], button") ?? [])];
  const here = items.indexOf(document.activeElement as HTMLElement);
  items[(here + step + items.length) % items.length]?.focus();
}
