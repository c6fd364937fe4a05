/**
 * Printed text on its way from the page to what renders its HTML. A server component's properties travel to the browser
 * a second time, as data; what is laid down here does not. Both renderings are in one process and two module graphs, so
 * the only thing they share is the process. Only fragments are laid down: nobody's data.
 */
const NAME = Symbol.for("commonplace.printed");
// Far more than are being rendered at one time.
const PRINTED_MAX = 1_000;

type Shared = { [NAME]?: Map<string, string> };

const store = (): Map<string, string> => {
  const shared = globalThis as Shared;
  shared[NAME] ??= new Map();
  return shared[NAME];
};

/** Lays a text down under its key, before the page that prints it is rendered. */
export function layDown(key: string, html: string): void {
  const texts = store();
  texts.delete(key);
  if (texts.size >= PRINTED_MAX) texts.delete(texts.keys().next().value ?? "");
  texts.set(key, html);
}

/** What was laid down, or in a browser what was printed under this key since the document was loaded. */
export const printedUnder = (key: string): string | undefined => store().get(key);
