import { parentPort } from "node:worker_threads";
import { locator, type Sought } from "#domain/anchor/locate";
import { joinParagraphs, type Paragraph } from "#domain/anchor/section-text";
import type { Located } from "#domain/anchor/selectors";

/** What the worker is told: the texts once, then one passage after another. */
export type Told =
  | { texts: { id: string; paragraphs: Paragraph[] }[] }
  | { n: number; sections: string[]; sought: Sought; budgetMs: number };
/** What it answers to a passage: where it stands, if in one section alone. */
export type Answered = { n: number; found: { sectionId: string; located: Located } | null; isOff: boolean };

const locators = new Map<string, ReturnType<typeof locator>>();

parentPort?.on("message", (told: Told) => {
  if ("texts" in told) {
    for (const { id, paragraphs } of told.texts) locators.set(id, locator(joinParagraphs(paragraphs)));
    return;
  }
  const until = performance.now() + told.budgetMs;
  let isOff = false;
  const off = () => {
    isOff ||= performance.now() > until;
    return isOff;
  };
  const found: { sectionId: string; located: Located }[] = [];
  for (const sectionId of told.sections) {
    const located = off() ? null : (locators.get(sectionId)?.(told.sought, off) ?? null);
    if (located) found.push({ sectionId, located });
  }
  const [one] = found;
  // Of several sections none is the one; and of a search that was called off nobody knows.
  const answer: Answered = { n: told.n, found: found.length === 1 && one && !isOff ? one : null, isOff };
  parentPort?.postMessage(answer);
});
