import MarkdownIt from "markdown-it";

/** Raised when the renderer's output changes, so that old rows can be rendered anew. */
export const HTML_VERSION = 1;
const NESTING_MAX = 12;

const markdown = new MarkdownIt({
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: NESTING_MAX,
});
// What a thread needs and no more: no headings that would break the page's outline, no tables.
markdown.disable(["heading", "lheading", "table", "hr", "reference"]);
// With the slashes: `http:/path` is a path of our own where the page came by the same scheme.
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;
markdown.validateLink = (address) => SAFE_LINK.test(address.trim());
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

const REL = "nofollow ugc noopener noreferrer";

// `[words]()` is a link to nowhere: its words stay, without the link. Links do not nest, so one flag will do.
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  const token = tokens[index];
  const isLink = Boolean(token?.attrGet("href"));
  if (env) env.isLink = isLink;
  if (!isLink) return "";
  token?.attrSet("rel", REL);
  return self.renderToken(tokens, index, options);
};
markdown.renderer.rules.link_close = (_tokens, _index, _options, env) => {
  const wasLink = env?.isLink;
  if (env) env.isLink = false;
  return wasLink ? "</a>" : "";
};

// An image from elsewhere would tell its server who reads what and when: the reader gets a link instead. Where a link
// is open around it, or there is no address, its words alone.
markdown.renderer.rules.image = (tokens, index, _options, env) => {
  const token = tokens[index];
  const address = String(token?.attrGet("src") ?? "");
  const words = markdown.utils.escapeHtml(token?.content || address);
  if (!address || env?.isLink) return words;
  return `<a href="${markdown.utils.escapeHtml(address)}" rel="${REL}">${words}</a>`;
};

/**
 * Renders what a person wrote. Done once, at writing; the result is stored and inserted by one component.
 *
 * @param text  Markdown, parsed by `CommentText`
 * @returns HTML of p, br, em, strong, s, code, pre, blockquote, ul, ol, li and links to http, https and mailto only
 */
export const renderMarkdown = (text: string): string => markdown.render(text, { isLink: false }).trim();
