/** What a reader may set for the page. Kept in a cookie of its own, so that the server's first byte is right. */
export type ReaderSettings = {
  theme: "system" | "light" | "dark";
  /** Size of the book's text in pixels at 100 % zoom; null leaves it to the page. */
  size: number | null;
  space: "normal" | "wide" | "wider";
  face: "serif" | "sans";
  /** Whether single keys do something on the reading page. */
  keys: "on" | "off";
  /** When a screen reader is told what is marked in a sentence. */
  marks: "sentence" | "request" | "never";
};

/** The cookie the server's first byte is drawn by. The account's copy is written the same way. */
export const READER_COOKIE = "reader";
export const READER_COOKIE_SECONDS = 31_536_000;
export const READ_SIZE_MIN = 17;
export const READ_SIZE_MAX = 26;
export const READ_SIZE_DEFAULT = 19;

export const defaultReader: ReaderSettings = {
  theme: "system",
  size: null,
  space: "normal",
  face: "serif",
  keys: "on",
  marks: "sentence",
};

const THEMES = ["system", "light", "dark"] as const;
const SPACES = ["normal", "wide", "wider"] as const;
const FACES = ["serif", "sans"] as const;
const KEYS = ["on", "off"] as const;
const MARKS = ["sentence", "request", "never"] as const;

/** Reads what `serializeReader` wrote, `theme.size.space.face.keys.marks`. Anything unknown falls back to the default of that part. */
export function parseReader(value: string | null | undefined): ReaderSettings {
  const [theme, size, space, face, keys, marks] = (value ?? "").split(".");
  const pixels = Number(size);
  const inRange = Number.isInteger(pixels) && pixels >= READ_SIZE_MIN && pixels <= READ_SIZE_MAX;
  return {
    theme: oneOf(THEMES, theme),
    size: inRange ? pixels : null,
    space: oneOf(SPACES, space),
    face: oneOf(FACES, face),
    keys: oneOf(KEYS, keys),
    marks: oneOf(MARKS, marks),
  };
}

/**
 * Writes settings as the cookie and the account keep them: one string for one choice of settings. The last part is
 * left out where it is the usual one, as it was before there was a choice.
 */
export function serializeReader(settings: ReaderSettings): string {
  const parts = [settings.theme, settings.size ?? "auto", settings.space, settings.face, settings.keys];
  return (settings.marks === defaultReader.marks ? parts : [...parts, settings.marks]).join(".");
}

/** The attributes of `<html>` that the style sheets look at. A missing value means: leave the attribute off. */
export function readerAttributes(settings: ReaderSettings): Record<string, string | undefined> {
  return {
    "data-theme": settings.theme === "system" ? undefined : settings.theme,
    "data-read-size": settings.size === null ? undefined : String(settings.size),
    "data-read-space": settings.space === "normal" ? undefined : settings.space,
    "data-read-face": settings.face === "serif" ? undefined : settings.face,
    "data-read-marks": settings.marks === "sentence" ? undefined : settings.marks,
  };
}

function oneOf<T extends string>(values: readonly [T, ...T[]], value: string | undefined): T {
  return values.find((one) => one === value) ?? values[0];
}
