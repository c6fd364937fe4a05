import { paragraphAt } from "#domain/anchor/section-text";
import type { CommentView } from "#domain/comment";
import type { Mark, Theme } from "#domain/note";
import { compareMarks } from "#domain/packed-marks";
import type {
  InitialMarks,
  MarkCalls,
  MarkDraft,
  MarkFilter,
  MarkPlace,
  MarksState,
  MarkWorld,
  NewMark,
} from "./mark-types";
import { type KnownMark, markOfComment, markOfPost } from "./marks-of";

/** Stands for "as the stream says it, now". */
const NOW = Number.POSITIVE_INFINITY;

/**
 * The marks of one section as this page knows them, and the one way to make, change and remove them. Pure state: the
 * page, the outbox and the API are handed in as `MarkWorld` and `MarkCalls`.
 *
 * What it knows comes from three sides: the page's own list (`marks` of `guide.section`), every view of a comment
 * that the page reads or hears (`take`, `drop`; the threads' controller calls them), and this device's unsent posts.
 * A mark is by id once: the server's view of it takes the place of the unsent one without a flicker.
 *
 * For components: `useMarks()` gives the store and its present `MarksState`. `shown` is what the text and the margin
 * show; `draft` says that a note is being begun and where; `topOf(id)` and `topAt(position)` say how far down the
 * document a line is, in pixels, read from the page as it stands (null while it is not drawn).
 *
 * `create` answers an id at once: the mark is drawn, is kept on this device and goes through the outbox, so it is
 * offline safe and a refusal keeps it with its sentence. Positions are UTF-16 units in the section's text
 * (domain/anchor/section-text.ts); snap a selection with `snapToWords` before.
 */
export class MarkStore {
  /** Where lines are on the page; the layer that draws sets them. */
  measure: { topOf: (id: string) => number | null; topAt: (position: number) => number | null } | null = null;
  readonly versionId: string;
  readonly audience: InitialMarks["audience"];
  readonly groupName: string | null;
  readonly themes: Theme[];
  private readonly known = new Map<string, KnownMark>();
  /** When the stream last spoke of an id, present or gone. */
  private readonly heardAt = new Map<string, number>();
  private time = 0;
  /** What its writer wants of a mark and the server has not said yet: its themes, or null: no mark. */
  private readonly wanted = new Map<string, string[] | null>();
  private readonly underway = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private filter: MarkFilter;
  private draft: MarkDraft | null = null;
  private freshId: string | null = null;
  private state: MarksState;
  private calls: MarkCalls | null = null;

  constructor(
    private readonly place: MarkPlace,
    initial: InitialMarks,
    private readonly world: MarkWorld,
  ) {
    this.versionId = initial.versionId;
    this.audience = initial.audience;
    this.groupName = initial.groupName;
    this.themes = initial.themes;
    for (const mark of initial.marks) this.known.set(mark.id, mark);
    this.filter = { whose: "everyone", hidden: new Set() };
    this.state = this.makeState([]);
  }

  readonly getState = (): MarksState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly all = (): KnownMark[] => this.state.all;
  readonly shown = (): KnownMark[] => this.state.shown;
  readonly get = (id: string): KnownMark | undefined => this.state.all.find((mark) => mark.id === id);
  /** Document y of the first line of a drawn mark, in pixels; null where it is not drawn. */
  readonly topOf = (id: string): number | null => this.measure?.topOf(id) ?? null;
  /** The same of any place in the text, for a draft. */
  readonly topAt = (position: number): number | null => this.measure?.topAt(position) ?? null;

  /** Begins in the browser: what this device keeps is read, and there is a way to the server. */
  start(calls: MarkCalls): void {
    this.calls = calls;
    const kept = this.world.readFilter();
    if (kept) this.filter = { whose: kept.whose, hidden: new Set(kept.hidden) };
    this.refresh();
  }

  setFilter(change: Partial<MarkFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.world.keepFilter({ whose: this.filter.whose, hidden: [...this.filter.hidden] });
    this.refresh();
  }

  /** Begins a note at a passage; the margin shows where to write it. */
  beginDraft(draft: MarkDraft): void {
    this.draft = draft;
    this.freshId = null;
    this.refresh();
  }

  endDraft(): void {
    if (!this.draft) return;
    this.draft = null;
    this.refresh();
  }

  /** The mark that further themes chosen belong to; null: none any more. */
  setFresh(id: string | null): void {
    if (this.freshId === id) return;
    this.freshId = id;
    this.refresh();
  }

  /**
   * Marks a passage. It is drawn and kept on this device when this returns. A note takes the place of one's mark
   * without words on the same passage. Answers its id.
   */
  create({ start, end, motivation, themeIds, audience = this.audience, text }: NewMark): string {
    const section = this.world.text();
    const bare = text?.trim() ? this.bareAt(start, end) : [];
    const id = this.world.outbox().add({
      classroomId: this.place.classroomId,
      sectionId: this.place.sectionId,
      paragraphId: paragraphAt(section, start)?.id ?? null,
      parentId: null,
      rootId: null,
      text: text?.trim() ?? "",
      mark: {
        versionId: this.versionId,
        selectors: { start, end, exact: section.text.slice(start, end) },
        motivation,
        themeIds,
        audience,
        groupName: audience === "group" ? this.groupName : null,
      },
    });
    for (const mark of bare) this.remove(mark.id);
    this.refresh();
    return id;
  }

  private bareAt(start: number, end: number): KnownMark[] {
    return this.state.all.filter(
      (mark) =>
        mark.authorId === this.place.me.userId &&
        mark.motivation === "highlighting" &&
        mark.start === start &&
        mark.end === end &&
        mark.excerpt === "" &&
        mark.replyCount === 0,
    );
  }

  /** Takes away a mark of one's own, sent or not. */
  remove(id: string): void {
    const outbox = this.world.outbox();
    const isOut = this.known.has(id) || outbox.sendingId === id;
    if (this.freshId === id) this.freshId = null;
    outbox.discard(id);
    if (isOut) this.want(id, null);
    this.refresh();
  }

  /** Gives a mark of one's own other themes. */
  setThemes(id: string, themeIds: string[]): void {
    const outbox = this.world.outbox();
    const isAmended =
      !this.known.has(id) &&
      outbox.sendingId !== id &&
      outbox.amend(id, (post) => (post.mark ? { ...post, mark: { ...post.mark, themeIds } } : post));
    if (!isAmended) this.want(id, themeIds);
    this.refresh();
  }

  private want(id: string, themeIds: string[] | null): void {
    this.wanted.set(id, themeIds);
    if (this.known.has(id)) void this.settle(id);
  }

  /** Brings the server to what its writer wants of a mark, one call at a time. */
  private async settle(id: string): Promise<void> {
    const { calls } = this;
    if (!calls || this.underway.has(id)) return;
    this.underway.add(id);
    try {
      for (;;) {
        const wish = this.wanted.get(id);
        if (wish === undefined) return;
        if (wish === null) await calls.remove(id);
        else this.take(await calls.update(id, wish));
        if (this.wanted.get(id) !== wish) continue;
        this.wanted.delete(id);
        if (wish === null) this.drop(id);
      }
    } catch (thrown) {
      this.wanted.delete(id);
      this.world.refused(thrown);
    } finally {
      this.underway.delete(id);
      this.refresh();
    }
  }

  /** What to hand to `readAll`; ask before the read is sent. */
  mark(): number {
    return this.time;
  }

  /** Takes a view of a comment, as read or as heard; one that marks nothing any more is let go. */
  take(comment: CommentView): void {
    if (this.note(comment)) this.refresh();
  }

  /** The same of many, told at once. */
  takeAll(comments: readonly CommentView[]): void {
    let isChanged = false;
    for (const comment of comments) if (this.note(comment)) isChanged = true;
    if (isChanged) this.refresh();
  }

  /** Answers whether anything is otherwise now. */
  private note(comment: CommentView): boolean {
    if (comment.rootId !== null || comment.sectionId !== this.place.sectionId) return false;
    this.heardAt.set(comment.id, ++this.time);
    const mark = markOfComment(comment);
    if (!mark) return this.known.delete(comment.id);
    const before = this.known.get(comment.id);
    if (before && JSON.stringify({ ...before, exact: mark.exact }) === JSON.stringify(mark)) return false;
    this.known.set(comment.id, mark);
    if (this.wanted.has(comment.id)) void this.settle(comment.id);
    return true;
  }

  /** A comment is gone, or not for this reader any more. */
  drop(id: string): void {
    this.heardAt.set(id, ++this.time);
    if (this.known.delete(id)) this.refresh();
  }

  /** Takes the whole list as read afresh; what was heard after the read was sent wins over it. */
  readAll(marks: readonly Mark[], asOf: number = NOW): void {
    const isNewer = (id: string) => (this.heardAt.get(id) ?? 0) > asOf;
    const listed = new Set(marks.map(({ id }) => id));
    for (const id of [...this.known.keys()]) if (!listed.has(id) && !isNewer(id)) this.known.delete(id);
    for (const mark of marks) if (!isNewer(mark.id)) this.known.set(mark.id, mark);
    this.refresh();
  }

  /** The outbox changed, or something else that the lists are made from. */
  readonly refresh = (): void => {
    this.state = this.makeState(this.unsent());
    for (const listener of [...this.listeners]) listener();
  };

  private unsent(): KnownMark[] {
    const { classroomId, sectionId, me } = this.place;
    return this.world
      .outbox()
      .list()
      .filter((post) => post.classroomId === classroomId && post.sectionId === sectionId)
      .flatMap((post) => (this.known.has(post.id) ? [] : (markOfPost(post, me) ?? [])));
  }

  private makeState(unsent: KnownMark[]): MarksState {
    const all = [...this.known.values(), ...unsent]
      .flatMap((mark) => {
        const wish = this.wanted.get(mark.id);
        return wish === undefined ? [mark] : wish === null ? [] : [{ ...mark, themeIds: wish }];
      })
      .sort(compareMarks);
    const { filter, draft, freshId, themes } = this;
    const shown = all.filter((mark) => isShown(mark, filter, this.place.me.userId));
    return { all, shown, themes, filter, draft, freshId };
  }
}

/** Whether the filter lets a mark through. */
function isShown(mark: KnownMark, { whose, hidden }: MarkFilter, me: string): boolean {
  if (whose === "none" || (whose === "mine" && mark.authorId !== me)) return false;
  return mark.themeIds.length === 0 || mark.themeIds.some((id) => !hidden.has(id));
}
