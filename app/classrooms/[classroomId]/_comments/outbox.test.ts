import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommentView } from "#domain/comment";
import { clearKept, countKept } from "../../../_ui/shelf";
import { Outbox } from "./outbox";
import type { Post } from "./post";
import { noNetwork, refusal, stubDevice } from "./testing-device";

const ME = "account-1";
const place = {
  classroomId: "class-1",
  sectionId: "section-1",
  paragraphId: null,
  parentId: null,
  rootId: null,
};

let device: ReturnType<typeof stubDevice>;
let sent: string[];
let answer: (post: Post) => unknown;

const outbox = (account = ME) =>
  new Outbox(account, async (post) => {
    const thrown = answer(post);
    if (thrown) throw thrown;
    sent.push(post.text);
    return { id: post.id } as CommentView;
  });
const texts = (box: Outbox) => box.list().map((post) => post.text);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  device = stubDevice();
  sent = [];
  answer = () => null;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Outbox", () => {
  it("keeps a post before it sends it, and lets go when the server has it", async () => {
    const box = outbox();
    box.add({ ...place, text: "one" });
    expect(device.stored()).toHaveLength(1);
    await settle();
    expect(sent).toEqual(["one"]);
    expect(device.stored()).toEqual([]);
  });

  it("sends in the order of writing, and nothing overtakes what waits for the network", async () => {
    const box = outbox();
    answer = noNetwork;
    for (const text of ["one", "two", "three"]) box.add({ ...place, text });
    await settle();
    expect(texts(box)).toEqual(["one", "two", "three"]);
    answer = () => null;
    device.window.dispatchEvent(new Event("online"));
    await settle();
    expect(sent).toEqual(["one", "two", "three"]);
    expect(box.list()).toEqual([]);
  });

  it("tries again by itself, later and later", async () => {
    const box = outbox();
    let tries = 0;
    answer = () => {
      tries++;
      return noNetwork();
    };
    box.add({ ...place, text: "one" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(12);
    expect(texts(box)).toEqual(["one"]);
  });

  it("goes on with what an earlier page left", async () => {
    answer = noNetwork;
    outbox().add({ ...place, text: "left by a closed tab" });
    await settle();
    answer = () => null;
    const next = outbox();
    expect(texts(next)).toEqual(["left by a closed tab"]);
    next.flush();
    await settle();
    expect(sent).toEqual(["left by a closed tab"]);
  });

  it("keeps one of a double click, and two of the same words said twice", async () => {
    const box = outbox();
    const first = box.add({ ...place, text: "Yes." });
    expect(box.add({ ...place, text: "Yes." })).toBe(first);
    await vi.advanceTimersByTimeAsync(5_000);
    box.add({ ...place, text: "Yes." });
    await settle();
    expect(sent).toEqual(["Yes.", "Yes."]);
  });

  it("keeps what is refused with the reason, and sends what comes after it", async () => {
    const box = outbox();
    answer = (post) => (post.text === "one" ? refusal("CLOSED", "A teacher has closed this thread.") : null);
    const id = box.add({ ...place, text: "one" });
    box.add({ ...place, text: "two" });
    await settle();
    expect(sent).toEqual(["two"]);
    expect(box.list()[0]?.refusal).toEqual({ code: "CLOSED", sentence: "A teacher has closed this thread." });
    answer = () => null;
    box.retry(id);
    await settle();
    expect(sent).toEqual(["two", "one"]);
  });

  it("keeps the words of a post whose place is gone, until its writer takes them", async () => {
    const box = outbox();
    answer = () => refusal("NOT_FOUND", "There is nothing here for you.");
    const id = box.add({ ...place, text: "About what is not there any more." });
    await settle();
    expect(texts(outbox())).toEqual(["About what is not there any more."]);
    expect(box.list()[0]?.refusal?.sentence).toBe("There is nothing here for you.");
    expect(box.discard(id)).toBe("About what is not there any more.");
  });

  it("sends under a new id what its old id is taken for", async () => {
    const box = outbox();
    const ids: string[] = [];
    answer = (post) => {
      ids.push(post.id);
      return ids.length === 1 ? refusal("CONFLICT") : null;
    };
    const id = box.add({ ...place, text: "one" });
    await settle();
    box.retry(id);
    await settle();
    expect(new Set(ids).size).toBe(2);
    expect(box.list()).toEqual([]);
  });

  it("gives the text back when a post is taken back", async () => {
    const box = outbox();
    answer = () => refusal("FORBIDDEN");
    const id = box.add({ ...place, text: "one" });
    await settle();
    expect(box.discard(id)).toBe("one");
    expect(device.stored()).toEqual([]);
  });

  it("waits as long as it is told when it was too fast", async () => {
    const box = outbox();
    answer = () => refusal("RATE_LIMITED", "Too fast.", { retryAfterSeconds: 60 });
    box.add({ ...place, text: "one" });
    await settle();
    answer = () => null;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(sent).toEqual([]);
    expect(box.list()[0]?.refusal).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(["one"]);
  });

  it("keeps everything while nobody is signed in, and does not try again by itself", async () => {
    const box = outbox();
    let tries = 0;
    answer = () => {
      tries++;
      return refusal("UNAUTHENTICATED");
    };
    box.add({ ...place, text: "one" });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(tries).toBe(1);
    expect(texts(box)).toEqual(["one"]);
  });

  it("tells after some tries that the server fails, and keeps the text", async () => {
    const box = outbox();
    answer = () =>
      Object.assign(new Error("defect"), { data: { code: "INTERNAL_SERVER_ERROR", domain: null } });
    box.add({ ...place, text: "one" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(box.list()[0]?.refusal?.code).toBe("UNKNOWN");
    expect(texts(box)).toEqual(["one"]);
  });

  it("neither shows nor sends what another account wrote", async () => {
    answer = noNetwork;
    outbox().add({ ...place, text: "mine" });
    await settle();
    answer = () => null;
    const theirs = outbox("account-2");
    expect(theirs.list()).toEqual([]);
    theirs.flush();
    await settle();
    expect(sent).toEqual([]);
    expect([countKept("account-2"), countKept(ME)]).toEqual([0, 1]);
  });

  it("is empty and silent after its person signed out", async () => {
    const box = outbox();
    answer = noNetwork;
    box.add({ ...place, text: "one" });
    await settle();
    clearKept(ME);
    answer = () => null;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(sent).toEqual([]);
    expect(device.stored()).toEqual([]);
  });

  it("keeps posts for as long as the page lives where the browser allows no storage", async () => {
    vi.stubGlobal("localStorage", {
      get length(): number {
        throw new Error("denied");
      },
      getItem: () => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("denied");
      },
      removeItem: () => {
        throw new Error("denied");
      },
    });
    const box = outbox();
    answer = noNetwork;
    box.add({ ...place, text: "one" });
    await settle();
    expect(texts(box)).toEqual(["one"]);
    answer = () => null;
    box.flush();
    await settle();
    expect(sent).toEqual(["one"]);
    expect(box.list()).toEqual([]);
  });

  it("keeps what a post marks, and two passages marked at once are two", async () => {
    const box = outbox();
    answer = noNetwork;
    const mark = (start: number) => ({
      versionId: "version-1",
      selectors: { start, end: start + 4, exact: "Ruth" },
      motivation: "highlighting" as const,
      themeIds: ["theme-1"],
      audience: "class" as const,
      groupName: null,
    });
    const first = box.add({ ...place, text: "", mark: mark(3) });
    const second = box.add({ ...place, text: "", mark: mark(30) });
    expect(second).not.toBe(first);
    expect(box.add({ ...place, text: "", mark: mark(30) })).toBe(second);
    await settle();
    expect(outbox().list()).toMatchObject([{ mark: mark(3) }, { mark: mark(30) }]);
  });

  it("changes a post that waits, and not one that is under way", async () => {
    const box = outbox();
    answer = () => refusal("INVALID", "No.");
    const id = box.add({ ...place, text: "refused" });
    await settle();
    answer = () => null;
    expect(box.amend(id, (post) => ({ ...post, text: "mended" }))).toBe(true);
    await settle();
    expect(sent).toEqual(["mended"]);
    expect(box.amend(id, (post) => post)).toBe(false);
    const under = box.add({ ...place, text: "on its way" });
    box.sendingId = under;
    expect(box.amend(under, (post) => ({ ...post, text: "too late" }))).toBe(false);
  });
});
