"use client";

import type { Range } from "#domain/anchor/section-text";
import { announce } from "../../../_ui/announcer";
import { showToast } from "../../../_ui/toast";
import { useTalk } from "../_comments/talk-context";
import { useMarks } from "../_marks/use-marks";

const MOTIVATIONS = { note: "commenting", ask: "questioning", evidence: "bookmarking" } as const;

/** What can be done with a passage that was chosen by keys. */
export function useMarkActs() {
  const { me } = useTalk();
  const { store, themes } = useMarks();
  const inUse = themes.filter(({ isRetired }) => !isRetired);
  /** One's own mark on exactly this passage. */
  const mineAt = ({ start, end }: Range) =>
    store.all().find((mark) => mark.authorId === me.userId && mark.start === start && mark.end === end);
  const theme = (range: Range, number: number) => {
    const chosen = inUse[number - 1];
    if (!chosen) return announce(`This class has no theme ${number}.`);
    const mine = mineAt(range);
    if (!mine) {
      const id = store.create({ ...range, motivation: "highlighting", themeIds: [chosen.id], text: null });
      return showToast(`Marked as ${chosen.name}.`, () => store.remove(id));
    }
    const before = mine.themeIds;
    const isOn = before.includes(chosen.id);
    const after = isOn ? before.filter((id) => id !== chosen.id) : [...before, chosen.id];
    if (after.length > 0 || mine.excerpt !== "") {
      store.setThemes(mine.id, after);
      const said = isOn ? `${chosen.name} taken off.` : `Marked as ${chosen.name} too.`;
      return showToast(said, () => store.setThemes(mine.id, before));
    }
    store.remove(mine.id);
    const again = {
      ...range,
      motivation: mine.motivation,
      audience: mine.audience,
      themeIds: before,
      text: null,
    };
    showToast("Mark removed.", () => store.create(again));
  };
  const begin = (range: Range, kind: keyof typeof MOTIVATIONS) =>
    store.beginDraft({ ...range, motivation: MOTIVATIONS[kind], themeIds: mineAt(range)?.themeIds ?? [] });
  return { theme, begin, mineAt };
}
