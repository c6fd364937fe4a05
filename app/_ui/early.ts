/** What a reader does with a page that is painted and does not listen yet: pressed, chosen and written, in this order. */
type Acts = Map<Element, "pressed" | boolean | string>;

declare global {
  interface Window {
    early?: { acts: Acts | null; isLeaving: boolean };
  }
}

/**
 * Runs before the first paint. It notes what is done until the page listens; buttons that send a form are off until
 * then, and links lead somewhere by themselves. And it notes that the document is being left, which nothing else tells.
 */
export const noteEarly = `(function () {
  var early = (window.early = { acts: new Map(), isLeaving: false });
  function note(event) {
    var at = event.target;
    if (!early.acts || !(at instanceof Element)) return;
    if (event.type === "click") {
      at = at.closest("button[type=button]");
      if (at) early.acts.set(at, "pressed");
    } else if (at.matches("input, select, textarea")) {
      early.acts.set(at, /^(checkbox|radio)$/.test(at.type) ? at.checked : at.value);
    }
  }
  ["click", "input", "change"].forEach(function (type) {
    addEventListener(type, note, true);
  });
  addEventListener("beforeunload", function () {
    early.isLeaving = true;
  });
})()`;

/** Does again, now that the page listens, what was done before: once each, however often it was pressed. */
export function redoEarly(): void {
  const acts = window.early?.acts;
  if (!window.early || !acts) return;
  window.early.acts = null;
  for (const [element, done] of acts) if (element.isConnected) redo(element, done);
}

/** Whether the browser is on its way to another document: what is pressed now has to be the browser's too. */
export const isLeaving = (): boolean => window.early?.isLeaving ?? false;

function redo(element: Element, done: "pressed" | boolean | string): void {
  if (element instanceof HTMLButtonElement) element.click();
  else if (element instanceof HTMLInputElement && typeof done === "boolean") {
    element.checked = !done;
    element.click();
  } else if (element instanceof HTMLInputElement && element.type === "file") tell(element, "change");
  else if (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  )
    rewrite(element, String(done));
}

/** React hears of a value only when it is not the one it saw last, which it keeps in a property of its own. */
function rewrite(element: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, value: string): void {
  const itself = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
  element.value = "";
  itself?.set?.call(element, value);
  tell(element, element instanceof HTMLSelectElement ? "change" : "input");
}

const tell = (element: Element, type: "input" | "change") =>
  element.dispatchEvent(new Event(type, { bubbles: true }));
