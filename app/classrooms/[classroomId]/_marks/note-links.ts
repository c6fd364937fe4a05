import { sentencesOf } from "#domain/anchor/sentences";
import type { Theme } from "#domain/note";
import { counted } from "../_comments/words";
import type { KnownMark } from "./marks-of";
import { sameItems } from "./same";
import type { TextDom } from "./text-dom";

type Wish = { end: number; marks: KnownMark[] };

/**
 * The ways from the text to what is said of it: behind each sentence with notes one link, shown while it has focus.
 * A link stays the same element as long as its sentence has notes, so that focus is not lost when one more comes.
 */
export class NoteLinks {
  private readonly links = new Map<number, HTMLAnchorElement>();
  private last: ReadonlyMap<number, Wish> = new Map();
  private readonly ends: number[];

  constructor(
    private readonly text: TextDom,
    private readonly themes: readonly Theme[],
  ) {
    this.ends = sentencesOf(text.text.text).map(({ end }) => end);
  }

  /** Shows the ways to these notes and no others. */
  draw(notes: readonly KnownMark[]): void {
    const wishes = this.wishesOf(notes);
    for (const [end, link] of this.links) {
      if (wishes.has(end)) continue;
      this.links.delete(end);
      this.changing(end, () => link.remove());
    }
    for (const wish of wishes.values()) {
      const known = this.links.get(wish.end);
      if (known && sameItems(this.last.get(wish.end)?.marks ?? [], wish.marks)) continue;
      const link = known ?? this.put(wish.end);
      if (link) dress(link, wish.marks, this.themes);
    }
    this.last = wishes;
  }

  private wishesOf(notes: readonly KnownMark[]): Map<number, Wish> {
    const wishes = new Map<number, Wish>();
    let at = 0;
    // By place, as the marks are.
    for (const mark of notes) {
      // The sentence in which its first line is: there its note stands beside it.
      while (at < this.ends.length && (this.ends[at] ?? 0) <= mark.start) at++;
      const end = this.ends[at];
      if (end === undefined) break;
      const wish = wishes.get(end) ?? { end, marks: [] };
      wish.marks.push(mark);
      wishes.set(end, wish);
    }
    return wishes;
  }

  private put(end: number): HTMLAnchorElement | null {
    const link = document.createElement("a");
    link.className = "to-notes";
    const isPut = this.changing(end, () => {
      const at = this.text.boundaryAt(end, "end");
      if (!at) return;
      // Never inside of another link.
      const word = at.node.parentElement?.closest("a");
      if (word) word.after(link);
      else splitAt(at.node as Text, at.offset, link);
    });
    if (!isPut || !link.isConnected) return null;
    this.links.set(end, link);
    return link;
  }

  private changing(end: number, change: () => void): boolean {
    const paragraph = this.text.paragraphOf(end);
    if (!paragraph) return false;
    change();
    this.text.forget(paragraph);
    return true;
  }
}

function splitAt(node: Text, offset: number, link: Node): void {
  if (offset === 0) node.before(link);
  else if (offset >= node.length) node.after(link);
  else node.splitText(offset).before(link);
}

function dress(link: HTMLAnchorElement, marks: KnownMark[], themes: readonly Theme[]): void {
  const ids = marks.map(({ id }) => id).join(" ");
  const words = wordsOf(marks, themes);
  if (link.dataset.notes !== ids) {
    link.dataset.notes = ids;
    link.href = `?comment=${marks[0]?.id}`;
  }
  if (link.textContent !== words) link.textContent = words;
}

/** "4 notes, Acceptance, one from your teacher". */
export function wordsOf(marks: readonly KnownMark[], themes: readonly Theme[]): string {
  const named = themes.filter(({ id }) => marks.some(({ themeIds }) => themeIds.includes(id)));
  const teachers = marks.filter(({ isTeacher }) => isTeacher).length;
  return [
    counted(marks.length, "note"),
    ...named.map(({ name }) => name),
    ...(teachers === 0 ? [] : [`${teachers === 1 ? "one" : teachers} from your teacher`]),
  ].join(", ");
}
