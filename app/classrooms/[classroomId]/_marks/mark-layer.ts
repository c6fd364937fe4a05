import type { SectionText } from "#domain/anchor/section-text";
import type { KnownMark } from "./marks-of";
import { type InkContext, type Run, runsOf } from "./runs";
import { sameItems } from "./same";
import type { TextDom } from "./text-dom";
import { endOffsetIn, offsetIn, piecesWithin } from "./text-map";

/**
 * Draws marks as elements in the printed text. Only the paragraphs whose runs changed are touched; where only the look
 * of a run changed, its elements stay. The text's own elements are never moved, so that links keep their focus, and a
 * selection in a touched paragraph is put back as it was.
 */
export class MarkLayer {
  private readonly drawn = new Map<HTMLElement, Run[]>();
  /** Which run each element belongs to. Not an attribute: a run more would change that of every one behind it. */
  private readonly runs = new WeakMap<HTMLElement, number>();
  private last: Drawing | null = null;

  constructor(private readonly text: TextDom) {}

  /** Draws these marks and no others. Answers the paragraphs it touched. */
  draw(marks: readonly KnownMark[], context: InkContext): HTMLElement[] {
    const byParagraph = sortInto(this.text.text, marks);
    const { last } = this;
    this.last = { byParagraph, context };
    return this.text.paragraphs.filter((paragraph, n) => {
      if (last && looksAsBefore(last, this.last as Drawing, n)) return false;
      const { start, text } = this.text.text.paragraphs[n] ?? { start: 0, text: "" };
      const runs = runsOf(byParagraph[n] ?? [], { from: start, length: text.length }, context);
      return this.drawIn(paragraph, runs);
    });
  }

  /** The first element of a mark, in the order of the text. */
  elementOf(id: string): HTMLElement | null {
    return this.text.article.querySelector<HTMLElement>(`mark[data-mark~="${CSS.escape(id)}"]`);
  }

  private drawIn(paragraph: HTMLElement, runs: Run[]): boolean {
    const before = this.drawn.get(paragraph) ?? [];
    const isSame = before.length === runs.length && before.every((run, n) => looksAs(run, runs[n]));
    if (isSame) return false;
    this.drawn.set(paragraph, runs);
    const part = changedPart(before, runs);
    const gone = this.restyle(paragraph, before, runs, part);
    if (part.from < part.was || part.from < part.is)
      keepSelection(this.text, paragraph, () => this.rebuild(paragraph, runs, { ...part, gone }));
    return true;
  }

  /** Numbers the runs that stay where they are, dresses those that look otherwise now, and answers those that go. */
  private restyle(
    paragraph: HTMLElement,
    before: Run[],
    runs: Run[],
    { from, was, is }: Part,
  ): HTMLElement[] {
    const gone: HTMLElement[] = [];
    for (const element of paragraph.querySelectorAll<HTMLElement>("mark[data-mark]")) {
      const n = this.runs.get(element) ?? -1;
      if (n >= from && n < was) {
        gone.push(element);
        continue;
      }
      const now = n < from ? n : n + is - was;
      const run = runs[now];
      this.runs.set(element, now);
      if (run && !looksAs(before[n], run)) dress(element, run);
    }
    return gone;
  }

  private rebuild(
    paragraph: HTMLElement,
    runs: Run[],
    { from, is, gone }: Part & { gone: HTMLElement[] },
  ): void {
    unwrap(paragraph, gone);
    this.text.forget(paragraph);
    const pieces = this.text.piecesOf(paragraph);
    // From the last to the first: what is cut off behind does not move what stands before.
    for (let n = is - 1; n >= from; n--) {
      const run = runs[n] as Run;
      for (const piece of piecesWithin(pieces, run.start, run.end).reverse()) {
        const begin = offsetIn(piece, Math.max(run.start, piece.start));
        const end = endOffsetIn(piece, Math.min(run.end, piece.end));
        const element = wrap(piece.node, begin, end, run);
        if (element) this.runs.set(element, n);
      }
    }
    this.text.forget(paragraph);
  }
}

/** Runs that do not stand where they stood: from one on, up to `was` of those before, up to `is` of those now. */
type Part = { from: number; was: number; is: number };

/** What was drawn, and by what. */
type Drawing = { byParagraph: KnownMark[][]; context: InkContext };

/** Whether nothing that a paragraph's runs are made of has changed. Marks are the same objects until they change. */
function looksAsBefore(before: Drawing, now: Drawing, n: number): boolean {
  const [a, b] = [before.context, now.context];
  if (a.themes !== b.themes || a.hidden !== b.hidden || a.me !== b.me) return false;
  const marks = now.byParagraph[n] ?? [];
  if (!sameItems(before.byParagraph[n] ?? [], marks)) return false;
  return a.openId === b.openId || !marks.some(({ id }) => id === a.openId || id === b.openId);
}

const looksAs = (a: Run | undefined, b: Run | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const standsAs = (a: Run | undefined, b: Run | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.start === b.start &&
  a.end === b.end &&
  (a.far === null) === (b.far === null);

function changedPart(before: readonly Run[], now: readonly Run[]): Part {
  let from = 0;
  while (standsAs(before[from], now[from])) from++;
  let [was, is] = [before.length, now.length];
  while (was > from && is > from && standsAs(before[was - 1], now[is - 1])) {
    was--;
    is--;
  }
  return { from, was, is };
}

/** The marks that touch each paragraph; the marks are by place. */
function sortInto({ paragraphs }: SectionText, marks: readonly KnownMark[]): KnownMark[][] {
  const sorted: KnownMark[][] = paragraphs.map(() => []);
  let first = 0;
  for (const mark of marks) {
    while (first + 1 < paragraphs.length && (paragraphs[first + 1]?.start ?? 0) <= mark.start) first++;
    for (let n = first; n < paragraphs.length && (paragraphs[n]?.start ?? 0) < mark.end; n++)
      sorted[n]?.push(mark);
  }
  return sorted;
}

function wrap(node: Text, from: number, to: number, run: Run): HTMLElement | null {
  if (from >= to) return null;
  if (to < node.length) node.splitText(to);
  const words = from > 0 ? node.splitText(from) : node;
  const element = document.createElement("mark");
  words.before(element);
  if (run.far === null) element.append(words);
  else {
    const second = document.createElement("span");
    second.append(words);
    element.append(second);
  }
  dress(element, run);
  return element;
}

function dress(element: HTMLElement, { ids, inks, near, far, mine, open }: Run): void {
  element.dataset.mark = ids.join(" ");
  element.dataset.inks = inks.join(" ");
  const isMany = inks.length > 2;
  const wear = (target: HTMLElement, ink: string | null, base: string) => {
    const has = (own: string[]) => ink !== null && (own.includes(ink) || (isMany && own.length > 0));
    target.dataset.ink = ink ?? "none";
    const name = [base, has(mine) && "mine", has(open) && "on"].filter(Boolean).join(" ");
    if (name) target.className = name;
    else target.removeAttribute("class");
  };
  wear(element, near, isMany ? "many" : "");
  const second = element.firstElementChild;
  if (far !== null && second instanceof HTMLElement) wear(second, far, "second");
}

/** Takes the changed marks out of a paragraph and joins the text nodes that they had cut. */
function unwrap(paragraph: HTMLElement, gone: readonly HTMLElement[]): void {
  const parents = new Set<Node>();
  const focused = document.activeElement;
  for (const element of gone) {
    if (element.parentNode) parents.add(element.parentNode);
    const second = element.querySelector(":scope > .second");
    element.replaceWith(...(second ?? element).childNodes);
  }
  // By hand: `normalize` would also join text nodes of the tools, which are React's.
  for (const parent of parents) joinTexts(parent);
  // A way to a note that stood in a mark was moved.
  if (focused instanceof HTMLElement && focused !== document.activeElement && paragraph.contains(focused))
    focused.focus({ preventScroll: true });
}

function joinTexts(parent: Node): void {
  let node = parent.firstChild;
  while (node) {
    const next: ChildNode | null = node.nextSibling;
    if (node.nodeType === Node.TEXT_NODE && next?.nodeType === Node.TEXT_NODE) {
      (node as Text).appendData((next as Text).data);
      next.remove();
    } else node = next;
  }
}

type End = { node: Node; offset: number } | { position: number; side: "start" | "end" };

/** Does something to the text nodes of a paragraph and puts back what was selected there. */
function keepSelection(text: TextDom, paragraph: HTMLElement, change: () => void): void {
  const selection = getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  const isTouched =
    selection && anchorNode && focusNode && (paragraph.contains(anchorNode) || paragraph.contains(focusNode));
  if (!isTouched) {
    change();
    return;
  }
  const isBackward =
    selection.getRangeAt(0).startContainer !== anchorNode ||
    selection.getRangeAt(0).startOffset !== selection.anchorOffset;
  const keep = (node: Node, offset: number, side: "start" | "end"): End => {
    const position = paragraph.contains(node) ? text.positionOf(node, offset, side) : null;
    return position === null ? { node, offset } : { position, side };
  };
  const ends: [End, End] = [
    keep(anchorNode, selection.anchorOffset, isBackward ? "end" : "start"),
    keep(focusNode, selection.focusOffset, isBackward ? "start" : "end"),
  ];
  change();
  const [anchor, focus] = ends.map((end) => {
    if ("node" in end) return end;
    const at = text.boundaryAt(end.position, end.side);
    return at ?? { node: paragraph, offset: 0 };
  });
  if (anchor && focus && anchor.node.isConnected && focus.node.isConnected)
    selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}
