import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOffsetIn, type NodeLike, offsetIn, positionIn, readParagraph } from "./text-map";

const textNode = (nodeValue: string): NodeLike => ({
  nodeType: 3,
  nodeName: "#text",
  nodeValue,
  childNodes: [],
});
const element = (nodeName: string, childNodes: NodeLike[], className = ""): NodeLike => ({
  nodeType: 1,
  nodeName,
  nodeValue: null,
  childNodes,
  className,
});
const number = element("A", [textNode("3")], "pn");
const tools = element("SPAN", [element("BUTTON", [textNode("Comment")])], "tools");

/** What a version of the guide keeps of a paragraph. */
const kept = (said: string) => said.replace(/\s+/g, " ").trim();

describe("readParagraph", () => {
  it("leaves out the number, the tools and the ways to notes", () => {
    const way = element("A", [textNode("4 notes")], "to-notes");
    const link = element("A", [textNode("carer")], "term");
    const { text } = readParagraph(
      element("P", [number, textNode("A "), link, textNode(" waits."), way, tools]),
    );
    expect(text).toBe("A carer waits.");
  });

  it("goes into marks, emphasis and quotations", () => {
    const inner = element("MARK", [element("SPAN", [textNode("go")], "second mine")]);
    const { text, pieces } = readParagraph(
      element("BLOCKQUOTE", [element("P", [textNode("Never let me "), element("EM", [inner])])]),
    );
    expect(text).toBe("Never let me go");
    expect(pieces.map(({ start, end }) => [start, end])).toEqual([
      [0, 13],
      [13, 15],
    ]);
  });

  // Words, spaces of every kind, soft hyphens, pairs of surrogates, marks that combine, scripts from right to left.
  const bit = fc.constantFrom(
    "a",
    "Kathy",
    " ",
    "  ",
    "\n",
    "\u00a0",
    "\u00ad",
    "😀",
    "e\u0301",
    "שלום",
    "記憶",
    ".",
    "",
  );
  const tree = fc.letrec<{ node: NodeLike }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.array(bit, { maxLength: 6 }).map((bits) => textNode(bits.join(""))),
      fc
        .tuple(fc.constantFrom("EM", "MARK", "A", "BUTTON"), fc.array(tie("node"), { maxLength: 4 }))
        .map(([name, children]) => element(name, children, name === "A" ? "term" : "")),
    ),
  })).node;

  const said = (node: NodeLike): string =>
    node.nodeType === 3
      ? (node.nodeValue ?? "")
      : node.nodeName === "BUTTON"
        ? ""
        : Array.from(node.childNodes).map(said).join("");

  it("reads what a version keeps, and every place in it leads to a node and back", () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 8 }), (children) => {
        const paragraph = element("P", [number, ...children, tools]);
        const { text, pieces } = readParagraph(paragraph);
        expect(text).toBe(kept(children.map(said).join("")));
        for (const piece of pieces) {
          const value = piece.node.nodeValue ?? "";
          for (let at = piece.start; at < piece.end; at++) {
            const offset = offsetIn(piece, at);
            expect(positionIn(piece, offset)).toBe(at);
            expect(value.charAt(offset).replace(/\s/, " ")).toBe(text.charAt(at));
            expect(positionIn(piece, endOffsetIn(piece, at + 1))).toBe(at + 1);
          }
          for (let offset = 0; offset <= value.length; offset++) {
            const position = positionIn(piece, offset);
            expect(position >= piece.start && position <= piece.end).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
