type WrittenProps = { html: string; className?: string };

/**
 * What a person wrote, as the API sends it: HTML made from a safe subset of Markdown when it was written.
 * The one place of the product where such HTML enters a page.
 */
export function Written({ html, className }: WrittenProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered on the server with `html: false`; see docs/security
  return <div className={className ?? "written"} dangerouslySetInnerHTML={{ __html: html }} />;
}
