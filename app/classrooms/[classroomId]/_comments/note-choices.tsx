"use client";

import type { NoteAudience } from "#domain/audience";
import type { Theme } from "#domain/note";
import { AudienceIcon, audiencesFor, audienceWords } from "./scope";
import { useTalk } from "./talk-context";
import { ThemeSign, themesOf, themeWords } from "./theme-sign";

type ThemePickerProps = { chosen: readonly string[]; onChange: (themeIds: string[]) => void };

/** The themes of a note: none, one, or several. */
export function ThemePicker({ chosen, onChange }: ThemePickerProps) {
  const { notes } = useTalk();
  const offered = notes.themes.filter(({ id, isRetired }) => !isRetired || chosen.includes(id));
  const toggle = ({ id }: Theme) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="pick">
      <legend className="vh">Themes of this note</legend>
      {offered.map((theme) => (
        <button
          key={theme.id}
          type="button"
          data-ink={theme.ink ?? undefined}
          aria-pressed={chosen.includes(theme.id)}
          onClick={() => toggle(theme)}
        >
          <ThemeSign theme={theme} />
          <span className="vh">{theme.name}</span>
        </button>
      ))}
      <span className="picked" aria-hidden="true">
        {themeWords(themesOf(notes.themes, chosen)) || "No theme"}
      </span>
    </fieldset>
  );
}

type ScopeChoiceProps = {
  chosen: NoteAudience;
  onChange: (audience: NoteAudience) => void;
  isFixed?: boolean;
};

/** Whom a note is for. */
export function ScopeChoice({ chosen, onChange, isFixed = false }: ScopeChoiceProps) {
  const { notes, me } = useTalk();
  const offered = audiencesFor(notes, me);
  const choices = offered.includes(chosen) ? offered : [...offered, chosen];
  return (
    <label className="for">
      <span className="vh">Who can see it</span>
      <AudienceIcon audience={chosen} />
      <select
        value={chosen}
        disabled={isFixed}
        onChange={(event) => onChange(event.target.value as NoteAudience)}
      >
        {choices.map((audience) => (
          <option key={audience} value={audience}>
            {audienceWords(audience, notes.groupName)}
          </option>
        ))}
      </select>
    </label>
  );
}
