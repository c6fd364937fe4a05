"use client";

import { useEffect, useRef } from "react";
import { announce } from "../../../_ui/announcer";
import { readReaderCookie } from "../../../_ui/reader-browser";
import { useTalk } from "../_comments/talk-context";
import type { TextDom } from "../_marks/text-dom";
import { useMarks } from "../_marks/use-marks";
import type { Chosen, Steps } from "./steps";
import { marksIn, marksWords, whereWords } from "./words";

/** Keys that are held down or pressed fast are told once, when they rest. */
const REST_MS = 250;
const SAID_CHARS = 600;

/** What is chosen, in words; said politely when it changes: the words themselves first, then where they are. */
export function useTold({ text, steps, chosen }: { text: TextDom; steps: Steps; chosen: Chosen }): {
  where: string;
  marks: string;
} {
  const { place, me } = useTalk();
  const { all, themes } = useMarks();
  const where = whereWords(steps, chosen, place);
  const here = marksIn(all, chosen.range);
  const marks = marksWords(here, themes, me.userId);
  const isFirst = useRef(true);
  const { start, end } = chosen.range;
  const latest = useRef(marks);
  latest.current = marks;
  useEffect(() => {
    const begin = isFirst.current ? "Sentence mode. " : "";
    const timer = setTimeout(() => {
      isFirst.current = false;
      const said = text.text.text.slice(start, end).replace(/\n/g, " ");
      const words = said.length > SAID_CHARS ? `${said.slice(0, SAID_CHARS)}…` : said;
      const after = readReaderCookie().marks === "sentence" ? ` ${latest.current}` : "";
      announce(`${begin}${words} ${where}${after}`);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, start, end, where]);
  return { where, marks };
}
