import type { Range as Place } from "#domain/anchor/section-text";
import type { Theme } from "#domain/note";
import { announce } from "../../../_ui/announcer";
import { showToast } from "../../../_ui/toast";
import type { MarkStore } from "./mark-store";
import type { KnownMark } from "./marks-of";

/** A mark of one's own that says nothing, on exactly this passage. */
const isBareAt = (mark: KnownMark, { start, end }: Place, me: string): boolean =>
  mark.authorId === me && mark.start === start && mark.end === end && mark.excerpt === "";

/** What one does to a passage with one key or one press, each with its way back. */
export class MarkActs {
  constructor(
    private readonly store: MarkStore,
    private readonly me: string,
  ) {}

  /** One's own mark without words on a passage: what the keys change. */
  own(place: Place): KnownMark | undefined {
    return this.store
      .all()
      .find((mark) => isBareAt(mark, place, this.me) && mark.motivation === "highlighting");
  }

  evidence(place: Place): KnownMark | undefined {
    return this.store
      .all()
      .find((mark) => isBareAt(mark, place, this.me) && mark.motivation === "bookmarking");
  }

  /** Marks a passage with a theme; with a further one; or takes the theme off again, and with the last the mark. */
  toggleTheme(place: Place, theme: Theme): void {
    const own = this.own(place);
    if (!own) {
      const id = this.store.create({
        ...place,
        motivation: "highlighting",
        themeIds: [theme.id],
        text: null,
      });
      this.store.setFresh(id);
      this.done(`Marked as ${theme.name}.`, () => this.store.remove(id));
      return;
    }
    const before = own.themeIds;
    const isOn = before.includes(theme.id);
    const after = isOn ? before.filter((id) => id !== theme.id) : [...before, theme.id];
    if (after.length === 0) {
      this.remove(own);
      return;
    }
    this.store.setThemes(own.id, after);
    this.store.setFresh(own.id);
    this.done(isOn ? `Not marked as ${theme.name} any more.` : `Marked as ${theme.name} too.`, () =>
      this.store.setThemes(own.id, before),
    );
  }

  /** Keeps a passage as evidence, for oneself, with the themes it is marked with; or lets go of it again. */
  toggleEvidence(place: Place): void {
    const kept = this.evidence(place);
    if (kept) {
      this.remove(kept, "Not kept as evidence any more.");
      return;
    }
    const id = this.store.create({
      ...place,
      motivation: "bookmarking",
      themeIds: this.themesAt(place),
      audience: "private",
      text: null,
    });
    this.done("Kept as evidence. Only you can see it.", () => this.store.remove(id));
  }

  /** Opens a note or a question on a passage, with the themes it is marked with. */
  begin(place: Place, motivation: "commenting" | "questioning"): void {
    this.store.beginDraft({ ...place, motivation, themeIds: this.themesAt(place) });
  }

  private themesAt(place: Place): string[] {
    return this.own(place)?.themeIds ?? [];
  }

  /** Takes a mark without words away. */
  remove(mark: KnownMark, words = "Mark removed."): void {
    const { start, end, motivation, themeIds, audience } = mark;
    this.store.remove(mark.id);
    this.done(words, () => {
      this.store.create({ start, end, motivation, themeIds, audience, text: null });
    });
  }

  private done(words: string, undo: () => void): void {
    showToast(words, () => {
      undo();
      announce("Undone.");
    });
  }
}
