import fc from "fast-check";
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { describe, expect, it } from "vitest";
import { TEXT_MAX_CHARS } from "#domain/comment";
import { renderMarkdown } from "./markdown";

const ELEMENTS = new Set("p br em strong s code pre blockquote ul ol li a".split(" "));
const ATTRIBUTES: Record<string, string[]> = { a: ["href", "rel", "title"], ol: ["start"], code: ["class"] };

/** Everything a real parser finds in the HTML that a thread must not hold. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const walk = (node: Tree.Node): void => {
    if ("tagName" in node) {
      if (!ELEMENTS.has(node.tagName)) found.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs) {
        if (!ATTRIBUTES[node.tagName]?.includes(name)) found.push(`${node.tagName}[${name}]`);
        if (name === "href" && !/^(https?:\/\/|mailto:)/i.test(value)) found.push(`href ${value}`);
      }
      if (
        node.tagName === "a" &&
        !node.attrs.some((a) => a.name === "rel" && /nofollow ugc noopener/.test(a.value))
      )
        found.push("a link without rel");
    }
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  walk(parseFragment(html));
  return found;
}

const PAYLOADS = [
  "<script>window.__xss=1</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<iframe src=javascript:alert(1)>",
  "<a href=javascript:alert(1)>x</a>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:msgbox(1))",
  "[x](file:///etc/passwd)",
  "[x](//evil.example)",
  "[x](http:/api/auth/signout)",
  "[x](http:javascript:alert(1))",
  "[x](/classrooms)",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x](https://a.example/"onmouseover="alert(1))',
  "<https://a.example/'onclick='alert(1)>",
  "`<script>`",
  "```html\n<script>alert(1)</script>\n```",
  '```"><script>alert(1)</script>\nx\n```',
  "<style>*{background:url(//evil)}</style>",
  "<form action=//evil><input name=q></form>",
  "<math><mi xlink:href=javascript:alert(1)>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "[x]()",
  "![]()",
  "[![x](https://a.example/x.png)](https://a.example)",
  "[a]: javascript:alert(1)\n\n[a]",
  "<!--><script>alert(1)</script>-->",
  "> <details open ontoggle=alert(1)>",
];

describe("renderMarkdown", () => {
  it.each(PAYLOADS)("makes nothing dangerous of %s", (payload) => {
    expect(dangers(renderMarkdown(payload))).toEqual([]);
  });

  it("has a net that catches", () => {
    for (const html of [
      "<script>1</script>",
      '<a href="javascript:1" rel="nofollow ugc noopener">x</a>',
      '<p onclick="1">',
      '<img src="x">',
    ])
      expect(dangers(html)).not.toEqual([]);
  });

  it("makes nothing dangerous of thousands of pieces put together", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...PAYLOADS,
        "[",
        "](",
        ")",
        "<",
        ">",
        "`",
        "```",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "![",
        "*",
        "_",
        "\\",
        "&#",
        ";",
        '"',
        "'",
        "https://a.example",
        "javascript:",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(dangers(renderMarkdown(pieces.join("")))).toEqual([]);
      }),
      { numRuns: 4_000 },
    );
  });

  it("turns images from anywhere into links", () => {
    const html = renderMarkdown("![a cat](https://tracker.example/cat.png)");
    expect(html).toBe(
      '<p><a href="https://tracker.example/cat.png" rel="nofollow ugc noopener noreferrer">a cat</a></p>',
    );
  });

  it("leaves the words of a link to nowhere", () => {
    expect(
      renderMarkdown("[a]() ![b]() [c](javascript:1) [![d](https://x.example/d.png)](https://x.example)"),
    ).toBe(
      '<p>a b [c](javascript:1) <a href="https://x.example" rel="nofollow ugc noopener noreferrer">d</a></p>',
    );
  });

  it("keeps what a thread needs", () => {
    expect(renderMarkdown("*She* **remembers**\nit.\n\n- one\n- two\n\n> said")).toBe(
      "<p><em>She</em> <strong>remembers</strong><br>\nit.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<blockquote>\n<p>said</p>\n</blockquote>",
    );
  });

  it("leaves headings and tables as words", () => {
    expect(renderMarkdown("# Loud\n\n| a | b |\n|---|---|")).not.toMatch(/<h1|<table/);
  });

  const fill = (unit: string) => unit.repeat(Math.floor(TEXT_MAX_CHARS / unit.length));
  const HOSTILE: [string, string][] = [
    ["nested quotes", `${">".repeat(5_000)} x`],
    [
      "nested lists",
      Array.from({ length: 140 }, (_, n) => `${" ".repeat(n)}- x`)
        .join("\n")
        .slice(0, TEXT_MAX_CHARS),
    ],
    ["open brackets", fill("[")],
    ["open images", fill("![")],
    ["links in links", fill("[a](")],
    ["emphasis", fill("*a ")],
    ["emphasis both ways", fill("*a_ ")],
    [
      "backticks",
      Array.from({ length: 140 }, (_, n) => `${"`".repeat(n + 1)} `)
        .join("")
        .slice(0, TEXT_MAX_CHARS),
    ],
    ["angle brackets", fill("<a ")],
    ["entities", fill("&amp")],
    ["addresses", fill("https://a.example/ ")],
    ["line breaks", fill("a\n")],
  ];
  // Work is counted, not time: how often the parser's rules ran would be ours to patch in, so the bound is on what it
  // makes, and the runner's own limit catches a shape that never ends.
  it.each(HOSTILE)(
    "gets through %s at the longest",
    (_, text) => {
      const html = renderMarkdown(text.slice(0, TEXT_MAX_CHARS));
      expect(html.length).toBeLessThan(40 * TEXT_MAX_CHARS);
      expect(dangers(html)).toEqual([]);
    },
    2_000,
  );
});
