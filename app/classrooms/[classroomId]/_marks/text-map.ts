/** As much of a DOM node as reading a text needs, so that the reading is tested without a browser. */
export type NodeLike = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: ArrayLike<NodeLike>;
  readonly className?: unknown;
};

/** A text node of a paragraph, and where its letters stand in the paragraph's text. */
export type Piece<N extends NodeLike = NodeLike> = {
  node: N;
  /** UTF-16 units in the paragraph's text. */
  start: number;
  end: number;
  /** Units of the node that the text does not have: white space beyond the first of a run, or at an end. */
  dropped: readonly number[];
};

const TEXT = 3;
const ELEMENT = 1;
const INLINE = new Set(["EM", "I", "STRONG", "B", "MARK", "P"]);
/** The lower of two strokes of a mark. */
const SECOND = /(?:^|\s)second(?:\s|$)/;
const WORD = /(?:^|\s)(?:term|person|place)(?:\s|$)/;

/**
 * Whether what stands in an element is the guide's text. The number of a paragraph, its tools and the ways to its
 * notes stand in paragraphs too, and are not.
 */
function isText(element: NodeLike): boolean {
  if (INLINE.has(element.nodeName)) return true;
  const name = typeof element.className === "string" ? element.className : "";
  return (element.nodeName === "A" && WORD.test(name)) || (element.nodeName === "SPAN" && SECOND.test(name));
}

function* textNodesIn<N extends NodeLike>(parent: N): Generator<N> {
  for (const child of Array.from(parent.childNodes) as N[]) {
    if (child.nodeType === TEXT) yield child;
    else if (child.nodeType === ELEMENT && isText(child)) yield* textNodesIn(child);
  }
}

/**
 * Reads a printed paragraph: its text as a version of the guide keeps it (runs of white space as one space, none at
 * the ends), and which text node each unit of it stands in.
 */
export function readParagraph<N extends NodeLike>(paragraph: N): { text: string; pieces: Piece<N>[] } {
  const pieces: { node: N; start: number; end: number; dropped: number[] }[] = [];
  let text = "";
  // Asked of the last sign and not of the text: a text that grows by signs is copied whole to be asked.
  let isAfterSpace = true;
  let lastSpace: { piece: { dropped: number[]; end: number }; at: number } | null = null;
  for (const node of textNodesIn(paragraph)) {
    const value = node.nodeValue ?? "";
    const piece = { node, start: text.length, end: text.length, dropped: [] as number[] };
    for (let at = 0; at < value.length; at++) {
      const sign = value.charAt(at);
      const isSpace = /\s/.test(sign);
      if (isSpace && isAfterSpace) piece.dropped.push(at);
      else {
        text += isSpace ? " " : sign;
        if (isSpace) lastSpace = { piece, at };
      }
      isAfterSpace = isSpace;
    }
    piece.end = text.length;
    pieces.push(piece);
  }
  if (text.endsWith(" ") && lastSpace) {
    text = text.slice(0, -1);
    lastSpace.piece.dropped.push(lastSpace.at);
    lastSpace.piece.dropped.sort((a, b) => a - b);
    for (const piece of pieces) {
      piece.start = Math.min(piece.start, text.length);
      piece.end = Math.min(piece.end, text.length);
    }
  }
  return { text, pieces };
}

/** Where a unit of a text node stands in the paragraph's text. */
export function positionIn({ start, dropped }: Piece, offset: number): number {
  let before = 0;
  while (before < dropped.length && (dropped[before] ?? 0) < offset) before++;
  return start + offset - before;
}

/** The unit of a text node at which a place in the paragraph's text begins. */
export function offsetIn({ start, dropped }: Piece, position: number): number {
  let offset = position - start;
  for (const at of dropped) if (at <= offset) offset++;
  return offset;
}

/** Where in a text node the letters before a place end: white space that was dropped there is left out. */
export function endOffsetIn(piece: Piece, position: number): number {
  return position === piece.start ? offsetIn(piece, position) : offsetIn(piece, position - 1) + 1;
}

/** The pieces a stretch of the paragraph's text touches. */
export const piecesWithin = <N extends NodeLike>(
  pieces: readonly Piece<N>[],
  start: number,
  end: number,
): Piece<N>[] => pieces.filter((piece) => piece.start < end && start < piece.end);
