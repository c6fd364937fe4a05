import { trpc } from "../../../../_trpc/client";
import { toActionError } from "../../../../_ui/action-error";
import { keep, onKept, onLeave, readKept } from "../../../../_ui/shelf";
import { isEmpty, isSame, type Kept, type Saved, settle } from "./draft-settling";
import type { DraftPassage, Passage, Written } from "./page-types";

/** Where the words are: nowhere yet, on this device, on their way, or with the server. */
type Status = "none" | "device" | "saving" | "saved";

export type DraftState = Written & {
  status: Status;
  savedAt: string | null;
  /** What was written elsewhere meanwhile. */
  other: Written | null;
};

const KIND = "draft";
const SAVE_AFTER_MS = 1_200;
const AGAIN_AFTER_MS = 10_000;

type Place = { classroomId: string; assignmentId: string };

/** What the server takes of a passage. */
export const wireOf = ({ sectionId, versionId, exact, start, end }: Passage): DraftPassage => ({
  sectionId,
  versionId,
  exact,
  start,
  end,
});

/** What the page shows before it knows what this device keeps. */
export const firstState = (saved: Saved | null): DraftState => stateOf(settle(null, saved));

const stateOf = ({ written, isSaved, savedAt, other }: ReturnType<typeof settle>): DraftState => ({
  ...written,
  savedAt,
  other,
  status: isEmpty(written) ? "none" : isSaved ? "saved" : "device",
});

/**
 * The words of an answer that is not handed in. Kept on the device with every keystroke, and with the server soon after.
 * The tabs of a browser write one text; of two devices neither writes over the other's words.
 */
export class AnswerDraft {
  state: DraftState;
  private version: number;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private readonly name: string;

  constructor(
    private readonly account: string,
    private readonly place: Place,
    saved: Saved | null,
    private readonly events: {
      /** The answer is handed in already, or the question is gone. */
      onClosed: () => void;
      /** The server does not know this account any more. */
      onUnknown: () => void;
    },
  ) {
    this.name = `${place.classroomId}:answer:${place.assignmentId}`;
    const settled = settle(readKept<Kept>(account, KIND, this.name), saved);
    this.version = settled.version;
    this.state = stateOf(settled);
  }

  readonly getState = (): DraftState => this.state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins to save, and to hear what other tabs write. Answers how to stop. */
  start(): () => void {
    const ends = [
      onKept(this.account, KIND, (name) => name === this.name && this.hearTab()),
      onLeave((left) => left === this.account && this.show({ text: "", passages: [], status: "none" })),
    ];
    const handleOnline = () => void this.save();
    const handleHide = () => document.visibilityState === "hidden" && void this.save();
    window.addEventListener("online", handleOnline);
    document.addEventListener("visibilitychange", handleHide);
    if (this.state.status === "device" && !this.state.other) this.saveSoon();
    return () => {
      for (const end of ends) end();
      clearTimeout(this.timer);
      window.removeEventListener("online", handleOnline);
      document.removeEventListener("visibilitychange", handleHide);
    };
  }

  readonly set = (part: Partial<Written>): void => {
    const next = { text: this.state.text, passages: this.state.passages, ...part };
    if (isSame(next, this.state)) return;
    this.keep(next, false);
    this.show({ ...next, status: "device" });
    this.saveSoon();
  };

  /** Goes on with one of two texts, or with both, the other one below. */
  readonly choose = (which: "mine" | "other" | "both"): void => {
    const { other, text, passages } = this.state;
    if (!other) return;
    const known = new Set(passages.map(({ sectionId, start }) => `${sectionId} ${start}`));
    const both: Written = {
      text: `${text.trimEnd()}\n\n${other.text}`,
      passages: [...passages, ...other.passages.filter((one) => !known.has(`${one.sectionId} ${one.start}`))],
    };
    const next = which === "mine" ? { text, passages } : which === "other" ? other : both;
    this.keep(next, false);
    this.show({ text: next.text, passages: next.passages, other: null, status: "device" });
    void this.save();
  };

  /** Lets go of the words: they are handed in, or on their way. */
  readonly clear = (): void => {
    clearTimeout(this.timer);
    keep(this.account, KIND, this.name, null);
    this.show({ text: "", passages: [], status: "none", other: null });
  };

  private saveSoon(delay = SAVE_AFTER_MS): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), delay);
  }

  private async save(): Promise<void> {
    if (this.running || this.state.other || this.state.status !== "device") return;
    const { text, passages } = this.state;
    let delay = SAVE_AFTER_MS;
    this.running = true;
    this.show({ status: "saving" });
    try {
      const input = { ...this.place, text, passages: passages.map(wireOf), version: this.version };
      const saved = await trpc.answer.saveDraft.mutate(input);
      this.version = saved.version;
      const isStill = isSame({ text, passages }, this.state);
      if (this.isKept()) {
        this.keep(this.state, isStill);
        this.show({ status: isStill ? "saved" : "device", savedAt: saved.savedAt });
      }
    } catch (thrown) {
      delay = AGAIN_AFTER_MS;
      await this.failed(thrown);
    } finally {
      this.running = false;
    }
    if (this.isKept() && this.state.status === "device" && !this.state.other) this.saveSoon(delay);
  }

  /** False once the words were let go of: nothing of them comes back. */
  private isKept(): boolean {
    return this.state.status !== "none";
  }

  private async failed(thrown: unknown): Promise<void> {
    if (this.isKept()) this.show({ status: "device" });
    const { code } = toActionError(thrown);
    if (code === "CLOSED" || code === "NOT_FOUND") this.events.onClosed();
    else if (code === "UNAUTHENTICATED") this.events.onUnknown();
    else if (code === "CONFLICT") await this.readOther().catch(() => {});
  }

  /** The draft went on elsewhere: both texts are shown. */
  private async readOther(): Promise<void> {
    const { prompt } = await trpc.prompt.get.query(this.place);
    const draft = prompt.mine?.draft;
    if (!draft) return;
    this.version = draft.version;
    if (isSame(draft, this.state)) this.show({ status: "saved", savedAt: draft.savedAt });
    else this.show({ other: { text: draft.text, passages: draft.passages } });
  }

  /** Another tab of this browser wrote. */
  private hearTab(): void {
    const kept = readKept<Kept>(this.account, KIND, this.name);
    if (!kept) {
      if (!isEmpty(this.state)) this.show({ text: "", passages: [], status: "none" });
      return;
    }
    if (kept.version > this.version) this.version = kept.version;
    if (isSame(kept, this.state)) return;
    this.show({ text: kept.text, passages: kept.passages, status: kept.isSaved ? "saved" : "device" });
  }

  private keep({ text, passages }: Written, isSaved: boolean): void {
    keep(this.account, KIND, this.name, { text, passages, version: this.version, isSaved } satisfies Kept);
  }

  private show(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of [...this.listeners]) listener();
  }
}
