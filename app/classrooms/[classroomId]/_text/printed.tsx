"use client";

import { layDown, printedUnder } from "./printed-store";

type PrintedProps = {
  as: "article" | "dl";
  /** Names these very words; another version has another key. */
  textKey: string;
  /** Null in a document: the words stand in its HTML, and need not travel again as data. */
  html: string | null;
  id?: string;
  className?: string;
  label?: string;
};

/**
 * The guide's own text, made from content/ when it was published: no person's words are in it. It is printed by the
 * server and never changes in the browser, where it is found in the page that brought it.
 */
export function Printed({ as: Element, textKey, html, id, className, label }: PrintedProps) {
  const words = wordsOf(textKey, html);
  return (
    <Element
      id={id}
      className={className}
      aria-label={label}
      data-printed={textKey}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the guide’s own text, made from content/
      dangerouslySetInnerHTML={{ __html: words }}
    />
  );
}

function wordsOf(key: string, html: string | null): string {
  const known = printedUnder(key);
  if (known !== undefined) return known;
  // The first rendering in the browser comes before anything is put into the paragraphs.
  const words =
    html ??
    (typeof document === "undefined"
      ? null
      : document.querySelector(`[data-printed="${CSS.escape(key)}"]`)?.innerHTML);
  if (words === null || words === undefined) throw new Error(`nothing is printed under ${key}`);
  if (typeof document !== "undefined") layDown(key, words);
  return words;
}
