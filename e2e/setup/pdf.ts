import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A run of letters on paper, in points from the left and the top of its page. */
export type Run = { text: string; page: number; x: number; y: number; size: number };

/** A printed document: its sheets' sizes, its letters in the order they were set, and all that is written. */
export type Paper = { sheets: { width: number; height: number }[]; runs: Run[]; words: string };

/** Reads a PDF as a reader of paper would: what stands where. */
export async function readPdf(bytes: Uint8Array): Promise<Paper> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const paper: Paper = { sheets: [], runs: [], words: "" };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    paper.sheets.push({ width, height });
    for (const item of (await page.getTextContent()).items) {
      if (!("str" in item)) continue;
      // Where a gap is a space, the reader puts one; letters set apart for looks stay one word.
      paper.words += item.str + (item.hasEOL ? " " : "");
      if (item.str.trim() === "") continue;
      const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
      paper.runs.push({ text: item.str, page: number, x, y: height - y, size });
    }
  }
  paper.words = paper.words.replace(/\s+/g, " ");
  await task.destroy();
  return paper;
}

/** The first run that holds these letters. */
export function findRun(paper: Paper, letters: string): Run {
  const run = paper.runs.find(({ text }) => text.includes(letters));
  if (!run) throw new Error(`“${letters}” is not on the paper`);
  return run;
}
