"use client";

import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

type PopoverProps = {
  /** What the button shows. */
  label: ReactNode;
  /** The button's name for those who do not see its face, and the name of what it opens. */
  name: string;
  className?: string;
  /** A menu moves with the arrow keys as well as with Tab. */
  menu?: boolean;
  /** It stands inside a paragraph, where no block may. */
  inline?: boolean;
  children: (close: () => void) => ReactNode;
};

/**
 * A button and the panel under it. Not modal: Tab leaves it. Escape closes it and returns to the button; a press
 * elsewhere or focus moving out closes it.
 */
export function Popover({ label, name, className, menu, inline, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLElement>(null);
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
  const Box = inline ? "span" : "div";
  const Panel = inline ? "span" : "section";
  return (
    <Box
      // The one that is drawn is one of the two.
      ref={root as RefObject<HTMLDivElement | null>}
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
        <Panel id={panelId} className="poppanel" role={inline ? "region" : undefined} aria-label={name}>
          {children(close)}
        </Panel>
      )}
    </Box>
  );
}

function moveFocus(root: HTMLElement | null, step: 1 | -1): void {
  const items = [...(root?.querySelectorAll<HTMLElement>("a[href], button") ?? [])];
  const here = items.indexOf(document.activeElement as HTMLElement);
  items[(here + step + items.length) % items.length]?.focus();
}
