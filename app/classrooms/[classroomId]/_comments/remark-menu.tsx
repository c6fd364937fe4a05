"use client";

import { Popover } from "../../../_ui/popover";
import { showToast } from "../../../_ui/toast";
import { attempt } from "./attempt";
import { type Talk, useTalk } from "./talk-context";
import type { Entry } from "./thread-types";

export type MenuItem = { words: string; act: () => unknown };

type RemarkMenuProps = {
  entry: Entry;
  isRoot: boolean;
  onEdit: () => void;
  onChange?: () => void;
  /** What this page offers besides. */
  more?: MenuItem[];
};

/** What else can be done with a comment. The server says what; nothing is decided here. */
export function RemarkMenu(props: RemarkMenuProps) {
  const { entry } = props;
  const items = itemsOf(useTalk(), props);
  const name = `More about the comment by ${entry.author?.name ?? "nobody"}`;
  return (
    <Popover label="More" name={name} className="rm" menu>
      {(close) => (
        <ul className="menu">
          {items.map(({ words, act }) => (
            <li key={words}>
              <button
                type="button"
                onClick={() => {
                  close();
                  act();
                }}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

function itemsOf(
  { place, actions, ask }: Talk,
  { entry, isRoot, onEdit, onChange, more = [] }: RemarkMenuProps,
): MenuItem[] {
  const { id, abilities: may, pinned, locked } = entry;
  const isHidden = entry.state === "hidden";
  const items: (MenuItem | false | undefined)[] = [
    ...more,
    { words: "Copy link", act: () => copyLink(place.classroomId, id) },
    may.edit && { words: entry.html === "" ? "Add a reason" : "Edit", act: onEdit },
    may.mark && isRoot && onChange && { words: "Themes, and who sees it", act: onChange },
    may.endorse && {
      words: entry.endorsedBy ? "No longer call it worth reading" : "Say it is worth reading",
      act: () => attempt(actions.endorse(id, !entry.endorsedBy)),
    },
    may.delete && { words: "Remove", act: () => ask({ kind: "remove", entry }) },
    may.history && { words: "What it said before", act: () => ask({ kind: "history", entry }) },
    may.pin &&
      isRoot && {
        words: pinned ? "Take the pin out" : "Pin to the top",
        act: () => attempt(actions.pin(id, !pinned)),
      },
    may.lock &&
      isRoot && {
        words: locked ? "Open the thread again" : "Close the thread",
        act: () => attempt(actions.lock(id, !locked)),
      },
    may.moderate && isHidden && { words: "Put it back", act: () => attempt(actions.restore(id)) },
    may.moderate && !isHidden && { words: "Hide from the class", act: () => ask({ kind: "hide", entry }) },
    // Who can act on it needs to tell nobody.
    may.report &&
      !may.moderate && { words: "Report to the teacher", act: () => ask({ kind: "report", entry }) },
  ];
  return items.filter((item) => item !== false && item !== undefined);
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
