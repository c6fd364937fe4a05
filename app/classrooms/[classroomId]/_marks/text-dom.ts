import {
  joinParagraphs,
  type Range as Place,
  paragraphAt,
  type SectionText,
} from "#domain/anchor/section-text";
import { endOffsetIn, offsetIn, type Piece, piecesWithin, positionIn, readParagraph } from "./text-map";

type TextPiece = Piece<Text>;
type Boundary = { node: Node; offset: number };

/**
 * The printed text of a section between two ways of pointing into it: the document's (nodes and offsets) and ours
 * (UTF-16 units in the section's text, as domain/anchor/section-text.ts joins it). Whatever stands in a paragraph
 * besides the guide's words (its number, its tools, the ways to its notes) is no text.
 */
export class TextDom {
  readonly text: SectionText;
  readonly paragraphs: readonly HTMLElement[];
  private readonly pieces = new Map<HTMLElement, TextPiece[]>();
  private readonly starts: ReadonlyMap<HTMLElement, number>;

  constructor(readonly article: HTMLElement) {
    this.paragraphs = [...article.querySelectorAll<HTMLElement>("[data-paragraph]")];
    const read = this.paragraphs.map((element) => {
      const { text, pieces } = readParagraph<Node>(element);
      this.pieces.set(element, pieces as TextPiece[]);
      return { id: element.dataset.paragraph ?? "", text };
    });
    this.text = joinParagraphs(read);
    this.starts = new Map(
      this.paragraphs.map((element, n) => [element, this.text.paragraphs[n]?.start ?? 0]),
    );
  }

  /** The text nodes of a paragraph, in order; positions count from the paragraph's beginning. */
  piecesOf(paragraph: HTMLElement): TextPiece[] {
    const known = this.pieces.get(paragraph);
    if (known) return known;
    const pieces = readParagraph<Node>(paragraph).pieces as TextPiece[];
    this.pieces.set(paragraph, pieces);
    return pieces;
  }

  /** To be called when the text nodes of a paragraph were cut or joined. */
  forget(paragraph: HTMLElement): void {
    this.pieces.delete(paragraph);
  }

  /** Where a paragraph begins in the section's text. */
  startOf(paragraph: HTMLElement): number {
    return this.starts.get(paragraph) ?? 0;
  }

  /** The paragraph that a position stands in. */
  paragraphOf(position: number): HTMLElement | null {
    const found = paragraphAt(this.text, position);
    return (found && this.paragraphs[this.text.paragraphs.indexOf(found)]) ?? null;
  }

  /** Where a range of the document begins and ends in the text; null where none of the text is in it. */
  placeOf(range: AbstractRange): Place | null {
    const start = this.positionOf(range.startContainer, range.startOffset, "start");
    const end = this.positionOf(range.endContainer, range.endOffset, "end");
    return start === null || end === null || start >= end ? null : { start, end };
  }

  /**
   * Where a point of the document stands in the text. Between two letters' nodes there are several such points; as a
   * `start` it is the place of the letter after it, as an `end` the place behind the letter before it.
   */
  positionOf(node: Node, offset: number, side: "start" | "end"): number | null {
    const inside = node.nodeType === Node.TEXT_NODE ? this.pieceOf(node as Text) : null;
    if (inside) return inside.base + Math.min(positionIn(inside.piece, offset), inside.piece.end);
    const point = document.createRange();
    point.setStart(node, offset);
    return side === "start" ? this.firstAfter(point) : this.lastBefore(point);
  }

  private pieceOf(node: Text): { piece: TextPiece; base: number } | null {
    const paragraph = node.parentElement?.closest<HTMLElement>("[data-paragraph]");
    if (!paragraph || !this.article.contains(paragraph)) return null;
    const piece = this.piecesOf(paragraph).find((one) => one.node === node);
    return piece ? { piece, base: this.startOf(paragraph) } : null;
  }

  private firstAfter(point: Range): number | null {
    for (const paragraph of this.paragraphs) {
      if (point.comparePoint(paragraph, paragraph.childNodes.length) < 0) continue;
      const piece = this.piecesOf(paragraph).find(
        (one) => one.start < one.end && point.comparePoint(one.node, 0) >= 0,
      );
      if (piece) return this.startOf(paragraph) + piece.start;
    }
    return null;
  }

  private lastBefore(point: Range): number | null {
    for (const paragraph of [...this.paragraphs].reverse()) {
      if (point.comparePoint(paragraph, 0) > 0) continue;
      const piece = this.piecesOf(paragraph).findLast(
        (one) => one.start < one.end && point.comparePoint(one.node, one.node.length) <= 0,
      );
      if (piece) return this.startOf(paragraph) + piece.end;
    }
    return null;
  }

  /** A place of the text as a range of the document; null where it is none of this text. */
  rangeOf({ start, end }: Place): Range | null {
    const from = this.boundaryAt(start, "start");
    const to = this.boundaryAt(end, "end");
    if (!from || !to || start >= end) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** A position as a point of the document. */
  boundaryAt(position: number, side: "start" | "end"): Boundary | null {
    const paragraph = this.paragraphOf(position);
    if (!paragraph || position > this.text.text.length) return null;
    const at = position - this.startOf(paragraph);
    const pieces = this.piecesOf(paragraph).filter((piece) => piece.start < piece.end);
    const piece =
      side === "start"
        ? (pieces.find((one) => at < one.end) ?? pieces.at(-1))
        : (pieces.findLast((one) => one.start < at) ?? pieces[0]);
    if (!piece) return null;
    const within = Math.max(piece.start, Math.min(at, piece.end));
    return {
      node: piece.node,
      offset: side === "start" ? offsetIn(piece, within) : endOffsetIn(piece, within),
    };
  }

  /** Where the lines of a place are in the window, one or more rectangles a line. */
  rectsOf(place: Place): DOMRect[] {
    const rects: DOMRect[] = [];
    const last = Math.max(place.start, place.end - 1);
    for (const [n, paragraph] of this.paragraphs.entries()) {
      const { start: base, text } = this.text.paragraphs[n] ?? { start: 0, text: "" };
      if (base + text.length < place.start) continue;
      if (base > last) break;
      const pieces = this.piecesOf(paragraph);
      for (const piece of piecesWithin(pieces, place.start - base, place.end - base)) {
        const range = document.createRange();
        range.setStart(piece.node, offsetIn(piece, Math.max(piece.start, place.start - base)));
        range.setEnd(piece.node, endOffsetIn(piece, Math.min(piece.end, place.end - base)));
        rects.push(...range.getClientRects());
      }
    }
    return rects.filter((rect) => rect.width > 0);
  }
}

const read = new WeakMap<HTMLElement, TextDom>();

/** The printed text of an article, read once. */
export function textDomOf(article: HTMLElement): TextDom {
  const known = read.get(article);
  if (known) return known;
  const made = new TextDom(article);
  read.set(article, made);
  return made;
}

/** The text of the section that is open; null where no text stands on the page. */
export function readingText(): TextDom | null {
  const article = typeof document === "undefined" ? null : document.getElementById("text");
  return article && textDomOf(article);
}
