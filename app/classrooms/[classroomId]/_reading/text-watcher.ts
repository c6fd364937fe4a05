import { Attention, needOf, reachOf } from "./attention";
import type { Place } from "./progress-keeper";

/** Where a visit begins: where the reader stopped, and how far they had read, counted from one; 0 for not begun. */
export type Begun = { stoppedAt: number; reached: number };

/** Less of a paragraph than this is its last line under the bar, or the first of what comes. */
const SHARE_SHOWN = 0.25;
/** How a tall bar covers the top of the page on a phone. */
const ROOT_MARGIN = "-56px 0px 0px 0px";

const idOf = (element: HTMLElement): string => element.dataset.paragraph ?? "";
const wordsOf = (element: HTMLElement): number => (element.textContent ?? "").split(/\s+/).length;

/** Watches the paragraphs of a text on the screen, and tells of each that was read. */
export class TextWatcher {
  private readonly order: readonly string[];
  private readonly attention: Attention;
  private readonly observer: IntersectionObserver;
  private readonly onScreen = new Set<HTMLElement>();
  private readonly read = new Set<string>();
  private reached: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hasMoved = false;

  constructor(
    text: HTMLElement,
    private readonly begun: Begun,
    private readonly tell: (place: Place) => void,
  ) {
    const elements = [...text.querySelectorAll<HTMLElement>("[data-paragraph]")];
    this.order = elements.map(idOf);
    this.reached = begun.reached;
    this.attention = new Attention(
      elements.map((element) => ({ id: idOf(element), needMs: needOf(wordsOf(element)) })),
      performance.now(),
    );
    this.observer = new IntersectionObserver((entries) => this.handleSight(entries), {
      rootMargin: ROOT_MARGIN,
      threshold: [0, SHARE_SHOWN, 0.5, 0.75, 1],
    });
    for (const element of elements) this.observer.observe(element);
  }

  /** Answers how to stop. */
  start(): () => void {
    const handleVisibility = () => {
      this.hear();
      this.attention.look(!document.hidden);
      this.look();
    };
    const handleScroll = () => {
      this.hasMoved = true;
    };
    this.attention.look(!document.hidden);
    document.addEventListener("visibilitychange", handleVisibility);
    window.addEventListener("scroll", handleScroll, { passive: true, once: true });
    return () => {
      this.hear();
      clearTimeout(this.timer);
      this.observer.disconnect();
      document.removeEventListener("visibilitychange", handleVisibility);
      window.removeEventListener("scroll", handleScroll);
    };
  }

  private handleSight(entries: IntersectionObserverEntry[]): void {
    // The time until now belongs to what was on the screen until now.
    this.look();
    for (const { target, isIntersecting, intersectionRatio } of entries) {
      const element = target as HTMLElement;
      const isOnScreen = isIntersecting && intersectionRatio >= SHARE_SHOWN;
      if (isOnScreen) this.onScreen.add(element);
      else this.onScreen.delete(element);
      this.attention.show(idOf(element), isOnScreen);
    }
    this.look();
  }

  private look(): void {
    clearTimeout(this.timer);
    for (const element of this.onScreen)
      if (element.getBoundingClientRect().bottom <= window.innerHeight + 1) this.attention.end(idOf(element));
    this.hear();
    const wait = this.attention.wait();
    this.timer = wait === null ? undefined : setTimeout(() => this.look(), wait);
  }

  private hear(): void {
    const ids = this.attention.advance(performance.now());
    const id = ids.at(-1);
    if (!id) return;
    for (const one of ids) this.read.add(one);
    const reached = reachOf(this.order, this.read, this.reached);
    const reachedId = reached > this.reached ? (this.order[reached - 1] ?? null) : null;
    // The top of the page that somebody opened and has not moved since is not where they have gone back to.
    const isBack = this.order.indexOf(id) + 1 < this.begun.stoppedAt && !this.hasMoved;
    if (isBack && reachedId === null) return;
    this.reached = reached;
    const stoppedId = this.order[this.begun.stoppedAt - 1] ?? id;
    this.tell({ paragraphId: isBack ? stoppedId : id, reachedId });
  }
}
