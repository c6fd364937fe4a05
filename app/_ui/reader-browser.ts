import {
  parseReader,
  READER_COOKIE,
  READER_COOKIE_SECONDS,
  type ReaderSettings,
  readerAttributes,
  serializeReader,
} from "#domain/reader";

/** Reads the settings from this browser's cookie. */
export function readReaderCookie(): ReaderSettings {
  const pair = document.cookie.split("; ").find((one) => one.startsWith(`${READER_COOKIE}=`));
  return parseReader(pair?.slice(READER_COOKIE.length + 1));
}

/** Writes the cookie and changes the page at once. */
export function keepReader(settings: ReaderSettings): void {
  // The Cookie Store API is missing in Firefox; this cookie is the reader's own and holds nothing secret.
  // biome-ignore lint/suspicious/noDocumentCookie: see above
  document.cookie = `${READER_COOKIE}=${serializeReader(settings)}; Path=/; Max-Age=${READER_COOKIE_SECONDS}; SameSite=Lax`;
  applyReader(settings);
}

/** Takes the cookie away with the person who signs out, and shows what somebody sees who never set anything. */
export function forgetReader(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `${READER_COOKIE}=; Path=/; Max-Age=0; SameSite=Lax`;
  applyReader(readReaderCookie());
}

/** Sets the attributes of `<html>`, with the system's light or dark where the reader follows it. */
export function applyReader(settings: ReaderSettings): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(readerAttributes(settings))) {
    if (value === undefined) root.removeAttribute(name);
    else root.setAttribute(name, value);
  }
  if (settings.theme === "system") {
    root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
}
