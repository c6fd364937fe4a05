/** One paragraph of the guide's own text. It was made from content/ when it was published: no person's words are in it. */
export function Passage({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the guide’s own text, made from content/
  return <p dangerouslySetInnerHTML={{ __html: html }} />;
}
