// What following and finding passages costs: `node --import tsx bench/anchor.ts`. A section of 60 paragraphs and
// 6,000 words, a tenth of its words edited; and texts made to be slow.
import { follower } from "#domain/anchor/follow";
import { locator } from "#domain/anchor/locate";
import { joinParagraphs, type Paragraph } from "#domain/anchor/section-text";
import { type Selectors, selectorsOf } from "#domain/anchor/selectors";

const WORDS =
  "she remembers the donor carer window pavilion nobody told them because it was kinder and so".split(" ");
let seed = 7;
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};
const word = (): string => `${WORDS[random(WORDS.length)]}${random(4) === 0 ? random(500) : ""}`;
const paragraphs: Paragraph[] = Array.from({ length: 60 }, (_, n) => ({
  id: `p${n}`,
  text: Array.from({ length: 100 }, word).join(" "),
}));
const edited = paragraphs.map(({ id, text }) => ({
  id,
  text: text.replace(/\S+/g, (old) => (random(10) === 0 ? word() : old)),
}));
const [earlier, later] = [joinParagraphs(paragraphs), joinParagraphs(edited)];

const passages = Array.from({ length: 1_000 }, (): Selectors => {
  const start = earlier.text.indexOf(" ", random(earlier.text.length - 400)) + 1;
  const kept = selectorsOf(earlier, { start, end: earlier.text.indexOf(" ", start + 20 + random(200)) });
  if (!kept) throw new Error("a passage that is none");
  return kept;
});

/** The middle of five runs, in milliseconds of processor time. */
function measure(name: string, run: () => unknown): void {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user / 1_000;
  }).sort((a, b) => a - b);
  console.log(`${name}: ${times[2]?.toFixed(1)} ms`);
}

measure("compare two versions", () => follower(earlier, later));
const follow = follower(earlier, later);
measure("follow 1,000 passages", () => passages.forEach((kept) => void follow(kept)));
measure("make a section ready to locate in", () => locator(earlier));
const here = locator(earlier);
measure("locate 1,000 where they stood", () => passages.forEach((kept) => void here(kept)));
const quotes = passages.map(({ exact, prefix, suffix }) => ({ exact, prefix, suffix }));
measure("locate 1,000 by quotation", () => quotes.forEach((kept) => void here(kept)));
const there = locator(later);
measure("locate 100 edited, in their paragraph", () =>
  passages.slice(0, 100).forEach((kept) => void there(kept)),
);
measure("locate 100 edited, anywhere", () => quotes.slice(0, 100).forEach((kept) => void there(kept)));
const hostile = locator(joinParagraphs([{ id: "a", text: "ab".repeat(30_000) }]));
measure("locate 1 in a text made to be slow", () => hostile({ exact: `${"ab".repeat(127)}c`, prefix: "y" }));
