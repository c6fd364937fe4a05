"use client";

import { Popover } from "../../../_ui/popover";
import { showToast } from "../../../_ui/toast";
import { attempt } from "./attempt";
import { useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

type Item = { words: string; act: () => unknown };

/** What else can be done with a comment. The server says what; nothing is decided here. */
export function RemarkMenu({ entry, isRoot, onEdit }: { entry: Entry; isRoot: boolean; onEdit: () => void }) {
  const { place, actions, ask } = useTalk();
  const { abilities: may } = entry;
  const isHidden = entry.state === "hidden";
  const items: (Item | false)[] = [
    { words: "Copy link", act: () => copyLink(place.classroomId, entry.id) },
    may.edit && { words: "Edit", act: onEdit },
    may.delete && { words: "Remove", act: () => ask({ kind: "remove", entry }) },
    may.history && { words: "What it said before", act: () => ask({ kind: "history", entry }) },
    may.pin &&
      isRoot && {
        words: entry.pinned ? "Take the pin out" : "Pin to the top",
        act: () => attempt(actions.pin(entry.id, !entry.pinned)),
      },
    may.lock &&
      isRoot && {
        words: entry.locked ? "Open the thread again" : "Close the thread",
        act: () => attempt(actions.lock(entry.id, !entry.locked)),
      },
    may.moderate && isHidden && { words: "Put it back", act: () => attempt(actions.restore(entry.id)) },
    may.moderate && !isHidden && { words: "Hide from the class", act: () => ask({ kind: "hide", entry }) },
    // Who can act on it needs to tell nobody.
    may.report &&
      !may.moderate && { words: "Report to the teacher", act: () => ask({ kind: "report", entry }) },
  ];
  return (
    <Popover
      label="More"
      name={`More about the comment by ${entry.author?.name ?? "nobody"}`}
      className="rm"
      menu
    >
      {(close) => (
        <ul className="menu">
          {items.map(
            (item) =>
              item && (
                <li key={item.words}>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      item.act();
                    }}
                  >
                    {item.words}
                  </button>
                </li>
              ),
          )}
        </ul>
      )}
    </Popover>
  );
}

async function copyLink(classroomId: string, commentId: string): Promise<void> {
  const address = `${location.origin}/classrooms/${classroomId}/comments/${commentId}`;
  try {
    await navigator.clipboard.writeText(address);
    showToast("Link copied.");
  } catch {
    // Without a secure origin, or refused: the address can still be taken by hand.
    showToast(address);
  }
}
