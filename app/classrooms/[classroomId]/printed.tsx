// Terms, people and places have no pages of their own yet, and a link must lead somewhere.
const POINTER = /<a class="(term|person|place)"[^>]*>(.*?)<\/a>/gs;

/**
 * The guide's own text, made from content/ when it was published: no person's words are in it. The one place where
 * it enters a page.
 *
 * @param whole  the text of a section, of which there is one on a page; else a passage
 */
export function Printed({ html, whole = false }: { html: string; whole?: boolean }) {
  const text = { __html: html.replace(POINTER, '<span class="$1">$2</span>') };
  return whole ? (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
    <article className="text" id="text" aria-label="The text" dangerouslySetInnerHTML={text} />
  ) : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
    <p dangerouslySetInnerHTML={text} />
  );
}
