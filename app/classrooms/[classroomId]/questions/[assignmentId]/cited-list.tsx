"use client";

import { SoftLink } from "../../../../_ui/soft-link";
import { useTalk } from "../../_comments/talk-context";
import { useAnswers } from "./answers-context";
import { citedHref } from "./lines";
import type { Cited } from "./page-types";
import { refWords } from "./use-passage-names";

/** What an answer rests on, each passage with the way to its line. */
export function CitedList({ passages }: { passages: Cited[] }) {
  const { place } = useTalk();
  const { themes } = useAnswers();
  if (passages.length === 0) return null;
  return (
    <ul className="evs" aria-label="Evidence">
      {passages.map((passage) => {
        const href = citedHref(place.classroomId, passage);
        const name = refWords(passage.title ?? "", passage.number);
        const theme = themes.find(({ id }) => id === passage.themeId);
        return (
          <li
            className={theme?.ink ? "ev inked" : "ev"}
            data-ink={theme?.ink ?? undefined}
            key={`${passage.sectionId} ${passage.start} ${passage.exact}`}
          >
            {theme?.ink && <span className="sign" aria-hidden="true" />}
            <span className={theme?.ink ? "stroke" : "cited"}>{passage.exact}</span>
            {theme && <span className="vh">, marked by the class as {theme.name}</span>}
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
