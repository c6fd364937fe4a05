import type { Theme } from "#domain/note";

/** The sign of a theme: of the five inks drawn, beyond them a letter. The name beside it says the same. */
export function ThemeSign({ theme }: { theme: Theme }) {
  if (theme.ink) return <span className="sign" data-ink={theme.ink} aria-hidden="true" />;
  return (
    <span className="sign-letter" aria-hidden="true">
      {theme.letter}
    </span>
  );
}

/** The themes of these ids, in the order of the class's list. */
export const themesOf = (themes: readonly Theme[], ids: readonly string[]): Theme[] =>
  themes.filter(({ id }) => ids.includes(id));

/** "Love & Loss and Symbolism". */
export function themeWords(themes: readonly Theme[]): string {
  const names = themes.map(({ name }) => name);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
