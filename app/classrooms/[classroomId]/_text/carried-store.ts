/**
 * What a class has written, on its way into a document. A server component's properties are written into a document
 * twice over, as data within a script and escaped for it; what is carried is written once, as it is. It is for one
 * reader: each is carried under a name of its own that nobody can guess, and is gone with its one rendering.
 */
export type Carried = string | { under: string };

const NAME = Symbol.for("commonplace.carried");
// A rendering that breaks off leaves its own behind; it is let go with whatever is carried this much later.
const KEPT_MS = 60_000;

type Parcel = { json: string; at: number };
type Shared = { [NAME]?: Map<string, Parcel> };

const store = (): Map<string, Parcel> => {
  const shared = globalThis as Shared;
  shared[NAME] ??= new Map();
  return shared[NAME];
};

/**
 * Gives JSON on its way into the document that is being rendered. Both renderings are in one process and two module
 * graphs, so the only thing they share is the process.
 *
 * @param json  as `JSON.stringify` writes it
 */
export function carry(json: string): Carried {
  const under = crypto.randomUUID();
  const now = Date.now();
  const all = store();
  for (const [old, { at }] of all) {
    if (now - at < KEPT_MS) break;
    all.delete(old);
  }
  all.set(under, { json, at: now });
  return { under };
}

/** Takes what is carried, once: for the element that brings it. */
export function takeCarried(under: string): string {
  const json = store().get(under)?.json ?? "";
  store().delete(under);
  // A tag could end the element; within JSON the sign stands in strings only.
  return json.replaceAll("<", "\\u003c");
}

/** What was carried, in the browser: as it is, or from the element that brought it. */
export function readCarried(carried: Carried): string {
  if (typeof carried === "string") return carried;
  const { under } = carried;
  const known = store().get(under)?.json;
  if (known !== undefined) return known;
  const json = document.querySelector(`[data-carried="${CSS.escape(under)}"]`)?.textContent;
  if (!json) throw new Error("nothing was brought under this name");
  // Going back to the page within the browser finds no element of the document any more.
  store().set(under, { json, at: Date.now() });
  return json;
}
