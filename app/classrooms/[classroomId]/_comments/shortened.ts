const SHOWN_CHARS = 220;

/** A long passage by its beginning and its end. */
export const shortened = (text: string): string =>
  text.length <= SHOWN_CHARS
    ? text
    : `${text.slice(0, SHOWN_CHARS * 0.7).replace(/\S*$/, "")}… ${text.slice(-SHOWN_CHARS * 0.25).replace(/^\S*\s/, "")}`;
