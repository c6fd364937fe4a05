"use client";

import { Button } from "../../../../_ui/button";
import { useDraft } from "../../_comments/drafts";
import { useBook } from "./book-context";
import type { Statement } from "./page-types";
import { placeOfStatement } from "./statement-draft";

/** Words of a joint statement that were not saved while there was time: shown to their writer, who alone has them. */
export function Unsaved({ statements }: { statements: Statement[] }) {
  const { debate, mine } = useBook();
  const [kept, , clear] = useDraft(placeOfStatement(debate.id));
  const isOn = debate.phases[debate.phase]?.kind === "joint" && debate.state !== "closed";
  if (kept === "" || isOn || mine === null) return null;
  const { text } = JSON.parse(kept) as { text: string };
  if (text.trim() === "" || statements.some((one) => one.isMine && one.text === text.trim())) return null;
  return (
    <section className="kept" aria-labelledby="unsaved-title">
      <h2 id="unsaved-title">Not saved in time</h2>
      <p className="mid">You wrote this for the joint statement. It is on this device alone.</p>
      <p className="words">{text}</p>
      <div className="brow">
        <Button size="sm" look="line" onClick={clear}>
          Throw it away
        </Button>
      </div>
    </section>
  );
}
