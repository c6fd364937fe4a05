import type { ClassroomActor } from "#domain/actor";
import type { ExportPage, WebAnnotation } from "#domain/exchange";
import type { DraftPassage } from "#domain/prompt";

/** Words that a closed phase of a debate has left with their writer. */
export type Kept = {
  id: string;
  debateId: string;
  motion: string;
  text: string;
  passages: readonly DraftPassage[];
  keptAt: string;
};

/** A page of one's own notes with what debates have kept: counted on the first, and laid behind the last. */
export function withKept(
  page: ExportPage,
  kept: readonly Kept[],
  actor: ClassroomActor,
  origin: string,
): ExportPage {
  const total = page.total === null ? null : page.total + kept.length;
  if (page.nextCursor !== null) return { ...page, total };
  const debate = (id: string) => `${origin}/classrooms/${actor.classroomId}/debates/${id}`;
  return {
    ...page,
    total,
    items: [...page.items, ...kept.map((one) => noteOf(one, actor, debate(one.debateId)))],
    titles: {
      ...page.titles,
      ...Object.fromEntries(kept.map(({ debateId, motion }) => [debate(debateId), motion])),
    },
  };
}

const noteOf = (
  { id, text, passages, keptAt }: Kept,
  actor: ClassroomActor,
  debate: string,
): WebAnnotation => ({
  id: `${debate}#kept-${id}`,
  type: "Annotation",
  motivation: "commenting",
  creator: { type: "Person", name: actor.memberName },
  created: keptAt,
  audience: { type: "schema:Audience", "schema:audienceType": "private" },
  body: [
    {
      type: "TextualBody",
      value: [text, ...passages.map(({ exact }) => exact.replace(/^/gm, "> "))].join("\n\n"),
      purpose: "commenting",
      format: "text/markdown",
    },
  ],
  target: debate,
});
