"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import type { Range } from "#domain/anchor/section-text";
import { trpc } from "../../../../_trpc/client";
import { announce } from "../../../../_ui/announcer";
import { Button } from "../../../../_ui/button";
import { ErrorSummary } from "../../../../_ui/error-summary";
import { classroomPaths } from "../../../../_ui/frame";
import { showToast } from "../../../../_ui/toast";
import { useAction } from "../../../../_ui/use-action";
import { ChooseSentences, type Paragraph } from "../../_sentences/choose-sentences";

type Choice = {
  versionId: string;
  sectionId: string;
  paragraphs: Paragraph[];
  likely: (Range & { exact: string })[];
};
type PickerProps = { classroomId: string; commentId: string; choice: Choice; old: string | null };

/** The second step and the third: a passage of the section, and both quotations side by side. */
export function PassagePicker({ classroomId, commentId, choice, old }: PickerProps) {
  const router = useRouter();
  const text = useMemo(() => choice.paragraphs.map((one) => one.text).join("\n"), [choice]);
  const [chosen, setChosen] = useState<Range | null>(null);
  const words = chosen ? text.slice(chosen.start, chosen.end) : "";
  const reattach = useAction(async (range: Range) => {
    const { versionId, sectionId } = choice;
    const selectors = { ...range, exact: text.slice(range.start, range.end) };
    await trpc.annotation.reattach.mutate({ classroomId, commentId, sectionId, versionId, selectors });
    showToast("The note stands in the text again.");
    router.push(classroomPaths(classroomId).comment(commentId));
    router.refresh();
  });
  const choose = (range: Range | null) => {
    setChosen(range);
    reattach.fail(null);
    announce(range ? `Chosen: ${text.slice(range.start, range.end).slice(0, 300)}` : "Nothing is chosen.");
  };
  return (
    <>
      <section aria-labelledby="step-passage">
        <h2 id="step-passage">2. The passage</h2>
        {choice.likely.length > 0 && (
          <>
            <p id="likely">It may be one of these. Nobody has decided yet.</p>
            <ul className="likely" aria-labelledby="likely">
              {choice.likely.map(({ start, end, exact }) => (
                <li key={start}>
                  <button
                    type="button"
                    aria-pressed={chosen?.start === start && chosen.end === end}
                    onClick={() => choose({ start, end })}
                  >
                    {exact}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="quiet">
          {choice.likely.length > 0 ? "Or choose in the text: " : "Choose in the text: "}
          the first sentence and the last, or select the very words. Arrow keys go from sentence to sentence.
        </p>
        <ChooseSentences paragraphs={choice.paragraphs} text={text} chosen={chosen} onChoose={choose} />
      </section>
      <section aria-labelledby="step-confirm" className={chosen ? "confirm on" : "confirm"}>
        <h2 id="step-confirm">3. Is this right?</h2>
        {chosen ? (
          <>
            <div className="sides">
              <figure>
                <figcaption>{old === null ? "It stood on a paragraph" : "It quoted"}</figcaption>
                <blockquote>{old ?? "that is no longer here"}</blockquote>
              </figure>
              <figure>
                <figcaption>{old === null ? "It will stand beside" : "It will quote"}</figcaption>
                <blockquote className="now">{words}</blockquote>
              </figure>
            </div>
            <ErrorSummary error={reattach.error} />
            <div className="brow">
              <Button pending={reattach.pending} onClick={() => reattach.run(chosen)}>
                Put the note here
              </Button>
              <Button look="line" onClick={() => choose(null)}>
                Choose again
              </Button>
            </div>
          </>
        ) : (
          <p className="quiet">Choose a passage first. Both are shown here side by side.</p>
        )}
      </section>
    </>
  );
}
