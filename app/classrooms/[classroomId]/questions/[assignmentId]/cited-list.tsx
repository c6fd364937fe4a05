"use client";

import { SoftLink } from "../../../../_ui/soft-link";
import { useTalk } from "../../_comments/talk-context";
import { citedHref } from "./lines";
import type { Cited } from "./page-types";
import { refWords } from "./use-passage-names";

/** What an answer rests on, each passage with the way to its line. */
export function CitedList({ passages }: { passages: Cited[] }) {
  const { place } = useTalk();
  if (passages.length === 0) return null;
  return (
    <ul className="evs" aria-label="Evidence">
      {passages.map((passage) => {
        const href = citedHref(place.classroomId, passage);
        const name = refWords(passage.title ?? "", passage.number);
        return (
          <li className="ev" key={`${passage.sectionId} ${passage.start} ${passage.exact}`}>
            <span className="cited">{passage.exact}</span>
            <span className="ref">
              {href ? <SoftLink href={href}>{name}</SoftLink> : "No longer in the guide"}
              {href && passage.start === null && ", where these words no longer stand"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
