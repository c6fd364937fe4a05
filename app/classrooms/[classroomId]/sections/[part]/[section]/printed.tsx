// Terms, people and places have no pages of their own yet, and a link must lead somewhere.
const POINTER = /<a class="(term|person|place)"[^>]*>(.*?)<\/a>/gs;

/** The guide's own text, printed by its publisher on the server. The one place where it enters a page. */
export function Printed({ html }: { html: string }) {
  const text = html.replace(POINTER, '<span class="$1">$2</span>');
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: made from content/ at publishing; no person's words are in it
    <article className="text" id="text" aria-label="The text" dangerouslySetInnerHTML={{ __html: text }} />
  );
}
