"use client";

import { WarningIcon } from "../../../_ui/icons";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

/** What is not yet with the class says so, and what was refused says why. */
export function SendingState({ entry, onTakeBack }: { entry: Entry; onTakeBack: () => void }) {
  const { actions } = useTalk();
  if (!entry.sending) return null;
  if (entry.sending === "sending") return <p className="onway">Sending</p>;
  if (entry.sending === "waiting") {
    return (
      <p className="onway">
        Not sent yet: on this device
        <button type="button" className="lnk" onClick={onTakeBack}>
          Take it back
        </button>
      </p>
    );
  }
  return (
    <div className="refused" role="alert">
      <p className="msg">
        <WarningIcon />
        <span>{entry.sentence ?? "This did not post. It is still here, as you wrote it."}</span>
      </p>
      <p className="act">
        <button type="button" className="lnk" onClick={() => actions.retry(entry.id)}>
          Try again
        </button>
        <button type="button" className="lnk" onClick={onTakeBack}>
          Take it back
        </button>
      </p>
    </div>
  );
}
