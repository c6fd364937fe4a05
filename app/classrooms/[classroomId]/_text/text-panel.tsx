"use client";

import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTalk } from "../_comments/talk-context";
import { MarkButton } from "../_sentences/mark-button";
import { CiteTools } from "./cite-tools";
import { placePanel } from "./place-panel";

const WORD = "a.term, a.person, a.place";
const NUMBER = "a.pn";

/**
 * What the links in the text open beside themselves: a word tells who or what it is, a paragraph's number how to point
 * at it. Nothing opens by hovering. Without script the links lead to the list behind the text, and to themselves.
 */
export function TextPanel() {
  const [link, setLink] = useState<HTMLAnchorElement | null>(null);
  // Only its own: the press that closes one panel may have opened another.
  const close = useCallback((of: HTMLElement) => setLink((open) => (open === of ? null : open)), []);
  useEffect(() => {
    const text = document.getElementById("text");
    const handlePress = (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const pressed = (event.target as Element).closest<HTMLAnchorElement>(`${WORD}, ${NUMBER}`);
      if (!pressed) return;
      event.preventDefault();
      // A number leads where it says; a word stays where the reader is. By hand, because the browser takes focus away
      // after following a link inside the page.
      if (pressed.matches(NUMBER)) location.hash = pressed.hash;
      setLink((open) => (open === pressed ? null : pressed));
    };
    text?.addEventListener("click", handlePress);
    return () => text?.removeEventListener("click", handlePress);
  }, []);
  return link && <Panel key={link.href + link.offsetTop} link={link} onClose={() => close(link)} />;
}

function Panel({ link, onClose }: { link: HTMLAnchorElement; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const panel = box.current;
    if (!panel) return;
    link.setAttribute("aria-expanded", "true");
    const place = () => placePanel(panel, link);
    place();
    panel.focus({ preventScroll: true });
    window.addEventListener("resize", place);
    return () => {
      window.removeEventListener("resize", place);
      link.removeAttribute("aria-expanded");
    };
  }, [link]);
  const leave = useCallback(() => {
    onClose();
    link.focus({ preventScroll: true });
  }, [link, onClose]);
  useEffect(() => {
    const handlePress = (event: MouseEvent) => {
      const target = event.target as Node;
      if (box.current?.contains(target) || link.contains(target)) return;
      // Another word opens its own; whatever takes focus keeps it.
      const isTaken =
        document.activeElement !== document.body && !box.current?.contains(document.activeElement);
      if (isTaken) onClose();
      else leave();
    };
    document.addEventListener("click", handlePress);
    return () => document.removeEventListener("click", handlePress);
  }, [link, leave, onClose]);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  };
  return (
    <div
      ref={box}
      className="wordpanel"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={handleKey}
      onBlur={(event) => {
        const next = event.relatedTarget;
        if (next && next !== link && !event.currentTarget.contains(next)) onClose();
      }}
    >
      {link.matches(NUMBER) ? (
        <OfNumber link={link} titleId={titleId} onLeave={leave} />
      ) : (
        <OfWord link={link} titleId={titleId} />
      )}
      <button type="button" className="lnk" onClick={leave}>
        Close
      </button>
    </div>
  );
}

type InsideProps = { link: HTMLAnchorElement; titleId: string };

function OfWord({ link, titleId }: InsideProps) {
  const name = document.getElementById(link.hash.slice(1));
  const words = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // As the list behind the text says it: the same nodes again, read from no string.
    const listed = document.getElementById(link.hash.slice(1))?.nextElementSibling?.childNodes ?? [];
    words.current?.replaceChildren(...[...listed].map((node) => node.cloneNode(true)));
  }, [link]);
  return (
    <>
      <p className="name" id={titleId}>
        {name?.textContent}
      </p>
      <div ref={words} />
    </>
  );
}

function OfNumber({ link, titleId, onLeave }: InsideProps & { onLeave: () => void }) {
  const { place } = useTalk();
  const paragraph = place.paragraphs.find(({ key }) => `#${key}` === link.hash);
  return (
    <>
      <p className="name" id={titleId}>
        Paragraph {paragraph?.number}
      </p>
      {paragraph && <MarkButton paragraph={paragraph} look="lnk" onPress={onLeave} />}
      {paragraph && place.cited && <CiteTools paragraph={paragraph} cited={place.cited} />}
    </>
  );
}
