"use client";

import { trpc } from "../../../../_trpc/client";
import { Button } from "../../../../_ui/button";
import { Time } from "../../../../_ui/time";
import { showToast } from "../../../../_ui/toast";
import { attempt } from "../../_comments/attempt";
import { nameOf } from "../debate-words";
import { useBook } from "./book-context";
import { TAKEN } from "./move-words";
import type { Kept as KeptMove } from "./page-types";
import { placeOfMove, putMoveDraft } from "./use-move-draft";

/** Words that a phase closed on: kept for their writer alone, with what can be done with them. */
export function Kept() {
  const { mine } = useBook();
  if (!mine || mine.kept.length === 0) return null;
  return (
    <section className="kept" aria-labelledby="kept-title">
      <h2 id="kept-title">Kept for you</h2>
      <p className="mid">This was not posted in time. Nobody else sees it; it is in My notes too.</p>
      <ul>
        {mine.kept.map((one) => (
          <KeptRow key={one.id} kept={one} />
        ))}
      </ul>
    </section>
  );
}

function KeptRow({ kept }: { kept: KeptMove }) {
  const { classroomId, debate, mine, claims, read } = useBook();
  const { id: keptId, kind, answersId, text, passages, keptAt } = kept;
  const answered = claims.find((one) => one.id === answersId);
  const isHomeless = kind !== "claim" && !answered;
  const canUse = !isHomeless && (mine?.moves.includes(kind) ?? false);
  const letGo = () => attempt(trpc.debate.discard.mutate({ classroomId, keptId }).then(() => read()));
  const handleUse = () => {
    const place = placeOfMove(debate.id, kind, kind === "claim" ? null : answersId);
    if (!putMoveDraft(place, { text, passages })) return showToast(TAKEN);
    showToast(
      answered ? `It stands where you answer ${nameOf(answered)}.` : "It stands where you make your claim.",
    );
    void letGo();
  };
  return (
    <li>
      <p className="no">
        {kind === "claim" ? "A claim" : kind === "concession" ? "A concession" : "An answer"}
        {answered && ` to ${nameOf(answered)}`}, kept <Time value={keptAt} form="ago" />
      </p>
      <p className="words">{text}</p>
      {passages.map((one) => (
        <p className="ev" key={`${one.sectionId} ${one.start}`}>
          <span className="cited">{one.exact}</span>
        </p>
      ))}
      {!canUse && (
        <p className="mid">
          {isHomeless
            ? "What it answers is not here any more."
            : "This phase takes no such move. It waits here for one that does."}
        </p>
      )}
      <div className="brow">
        {canUse && (
          <Button size="sm" onClick={handleUse}>
            Go on with it
          </Button>
        )}
        <Button size="sm" look="line" onClick={() => void letGo()}>
          Throw it away
        </Button>
      </div>
    </li>
  );
}
