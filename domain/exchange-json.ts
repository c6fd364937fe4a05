import { CONTEXT, type ExportPage } from "./exchange";

/**
 * Writes notes as one AnnotationCollection (section 5 of the W3C Web Annotation Data Model) with all its items on the
 * one page that the file is; piece by piece, so that no class is ever held whole.
 */
export async function* writeCollection(pages: AsyncIterable<ExportPage>): AsyncGenerator<string> {
  let isFirst = true;
  let before = "\n";
  for await (const { id, label, total, items } of pages) {
    if (isFirst) {
      const page = `${id}&page=1`;
      const head = { "@context": CONTEXT, id, type: "AnnotationCollection", label, total, last: page };
      const inside = { id: page, type: "AnnotationPage", partOf: id, startIndex: 0 };
      yield `${open(head, 1)},\n  "first": ${open(inside, 2).trimStart()},\n    "items": [`;
    }
    isFirst = false;
    for (const item of items) {
      yield `${before}${JSON.stringify(item, null, 2).replace(/^/gm, "      ")}`;
      before = ",\n";
    }
  }
  yield before === "\n" ? "]\n  }\n}\n" : "\n    ]\n  }\n}\n";
}

/** An object that is not closed yet. */
const open = (value: object, depth: number): string =>
  JSON.stringify(value, null, 2)
    .replace(/\n\}$/, "")
    .replace(/\n/g, `\n${"  ".repeat(depth - 1)}`);
