"use client";

import { useEffect, useRef, useState } from "react";
import { trpc } from "../../../../_trpc/client";
import type { Passage } from "./page-types";

type Section = { title: string; paragraphs: { start: number; number: number | null }[] };

/** How passages are referred to. Those of a draft that was saved elsewhere come without their names: they are asked for. */
export function usePassageNames(classroomId: string, passages: Passage[]): (passage: Passage) => string {
  const [sections, setSections] = useState<Record<string, Section>>({});
  const asked = useRef(new Set<string>());
  useEffect(() => {
    for (const { sectionId, title } of passages) {
      if (title !== undefined || asked.current.has(sectionId)) continue;
      asked.current.add(sectionId);
      trpc.guide.passages.query({ classroomId, sectionId }).then(
        ({ sections: all, choice }) => {
          const found = all.find(({ id }) => id === sectionId)?.title ?? "";
          setSections((now) => ({ ...now, [sectionId]: { title: found, paragraphs: choice.paragraphs } }));
        },
        // Its words stand there without their place.
        () => {},
      );
    }
  }, [classroomId, passages]);
  return (passage) => {
    const section = sections[passage.sectionId];
    const paragraph = section?.paragraphs.findLast(({ start }) => start <= passage.start);
    return refWords(passage.title ?? section?.title ?? "", passage.number ?? paragraph?.number ?? null);
  };
}

/** "Life at Hailsham, ¶3". */
export const refWords = (title: string, number: number | null): string =>
  [title, number === null ? "" : `¶${number}`].filter(Boolean).join(", ");
