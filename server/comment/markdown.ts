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

markdown.renderer.rules.link_open = (tokens, index, options, _, self) => {
  tokens[index]?.attrSet("rel", "nofollow ugc noopener noreferrer");
  return self.renderToken(tokens, index, options);
};

// An image from elsewhere would tell its server who reads what and when: the reader gets a link instead.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const address = markdown.utils.escapeHtml(String(token?.attrGet("src") ?? ""));
  const words = markdown.utils.escapeHtml(token?.content || String(token?.attrGet("src") ?? ""));
  return `<a href="${address}" rel="nofollow ugc noopener noreferrer">${words}</a>`;
};

/**
 * Renders what a person wrote. Done once, at writing; the result is stored and inserted by one component.
 *
 * @param text  Markdown, parsed by `CommentText`
 * @returns HTML of p, br, em, strong, s, code, pre, blockquote, ul, ol, li and links to http, https and mailto only
 */
export const renderMarkdown = (text: string): string => markdown.render(text).trim();
