"use client";

import { createPortal } from "react-dom";
import type { Theme } from "#domain/note";
import { classroomPaths } from "../../../_ui/frame";
import { Popover } from "../../../_ui/popover";
import type { MarkFilter } from "../_marks/mark-types";
import { useMarks } from "../_marks/use-marks";
import { useTalk } from "./talk-context";
import { ThemeSign } from "./theme-sign";

const WHOSE: { value: MarkFilter["whose"]; words: string }[] = [
  { value: "everyone", words: "Everyone" },
  { value: "mine", words: "Mine" },
  { value: "none", words: "None" },
];

/** At the head of the margin: the themes with how often each is marked here, and whose marks are shown. */
export function ThemeList() {
  return (
    <section className="inks" aria-label="Marks by theme">
      <div className="inkbox">
        <ThemeChoice />
      </div>
    </section>
  );
}

/** The same on a phone, from the header. */
export function PhoneThemes() {
  const { filter } = useMarks();
  const place = document.getElementById("phone-themes");
  const isAll = filter.whose === "everyone" && filter.hidden.size === 0;
  const name = isAll ? "Themes: filter marks" : "Themes: filter marks. Some are hidden.";
  return (
    place &&
    createPortal(
      <Popover label={isAll ? "Themes" : "Themes ·"} name={name} className="phone-inks">
        {() => (
          <div className="inks">
            <ThemeChoice />
          </div>
        )}
      </Popover>,
      place,
    )
  );
}

function ThemeChoice() {
  const { me, place } = useTalk();
  const { all, themes, filter, store } = useMarks();
  const counted = filter.whose === "mine" ? all.filter(({ authorId }) => authorId === me.userId) : all;
  const countOf = ({ id }: Theme) => counted.filter(({ themeIds }) => themeIds.includes(id)).length;
  const listed = themes.filter((theme) => !theme.isRetired || countOf(theme) > 0);
  const toggle = (id: string) => {
    const hidden = new Set(filter.hidden);
    if (!hidden.delete(id)) hidden.add(id);
    store.setFilter({ hidden });
  };
  return (
    <>
      <div className="hd">
        <a className="it" data-soft="" href={classroomPaths(place.classroomId).themes}>
          Themes<span className="vh">: what the class marked</span>
        </a>
        <fieldset className="seg">
          <legend className="vh">Whose marks</legend>
          {WHOSE.map(({ value, words }) => (
            <button
              key={value}
              type="button"
              aria-pressed={value === filter.whose}
              onClick={() => store.setFilter({ whose: value })}
            >
              {words}
            </button>
          ))}
        </fieldset>
      </div>
      <ul>
        {listed.map((theme) => (
          <li key={theme.id} data-ink={theme.ink ?? undefined}>
            <button
              type="button"
              aria-pressed={filter.whose !== "none" && !filter.hidden.has(theme.id)}
              disabled={filter.whose === "none"}
              onClick={() => toggle(theme.id)}
            >
              <ThemeSign theme={theme} />
              <span className={theme.ink ? "stroke" : "stroke plain"}>{theme.name}</span>
              <i>
                {countOf(theme)}
                <span className="vh"> marks</span>
              </i>
            </button>
          </li>
        ))}
      </ul>
      {filter.whose === "none" && <p className="said">A quiet page. Marks and notes are kept, not shown.</p>}
    </>
  );
}
