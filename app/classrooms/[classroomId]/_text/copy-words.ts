"use client";

/** The same words twice: for a plain editor, and with italics for one that has them. */
export type Copied = { plain: string; html: string };

/** *Title*, section, ¶3: a book's title in italics, and in asterisks where there are none. */
export function citationOf(cited: { guide: string; section: string }, number: number | null): Copied {
  const rest = number === null ? cited.section : `${cited.section}, ¶${number}`;
  return {
    plain: `*${cited.guide}*, ${rest}`,
    html: `<i>${escapeHtml(cited.guide)}</i>, ${escapeHtml(rest)}`,
  };
}

const escapeHtml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/**
 * Puts words on the clipboard.
 *
 * @returns false where the browser keeps its clipboard closed
 */
export async function copyWords(words: Copied): Promise<boolean> {
  return (await writeBoth(words)) || (await writePlain(words)) || copyAsPressed(words);
}

async function writeBoth({ plain, html }: Copied): Promise<boolean> {
  try {
    const part = (type: string, text: string) => ({ [type]: new Blob([text], { type }) });
    await navigator.clipboard.write([
      new ClipboardItem({ ...part("text/plain", plain), ...part("text/html", html) }),
    ]);
    return true;
  } catch {
    return false;
  }
}

async function writePlain({ plain }: Copied): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(plain);
    return true;
  } catch {
    return false;
  }
}

/** The old way, which also works on a school's server without a certificate. */
function copyAsPressed({ plain, html }: Copied): boolean {
  let isHeard = false;
  const handleCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", plain);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    isHeard = event.clipboardData !== null;
  };
  document.addEventListener("copy", handleCopy);
  try {
    return document.execCommand("copy") && isHeard;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", handleCopy);
  }
}
