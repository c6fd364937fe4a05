import type { GuideSource, Place, Problem } from "./format";
import { inks } from "./format";
import { countWords } from "./prose";

/** What must hold between the files of a guide, and the house rules of its prose. */

type Item = Place & { key: string };

function repeated(items: Item[], what: string): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ key, file, line }) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ file, line, message: `the ${what} ${key} is there twice` }];
  });
}

function unknown(place: Place, keys: string[], known: Set<string>, what: string): Problem[] {
  return keys
    .filter((key) => !known.has(key))
    .map((key) => ({ file: place.file, line: place.line, message: `there is no ${what} ${key}` }));
}

const keysOf = (items: { key: string }[]) => new Set(items.map((one) => one.key));

function checkRepeats(source: GuideSource): Problem[] {
  const paths = source.sections.map((one) => ({ ...one, key: one.path }));
  return [
    ...repeated(paths, "section"),
    ...source.sections.flatMap((one) => repeated(one.paragraphs, "paragraph")),
    ...repeated(source.questions, "question"),
    ...repeated(source.themes, "theme"),
    ...repeated(topicsOf(source), "topic"),
    ...repeated(source.people, "person"),
    ...repeated(source.places, "place"),
    ...repeated(source.terms, "term"),
    ...repeated(source.claims, "claim"),
  ];
}

const topicsOf = (source: GuideSource): Item[] =>
  source.themes.flatMap(({ topics, file, line }) => topics.map((one) => ({ key: one.key, file, line })));

/** Repeated keys and pointers at nothing: what would make the guide wrong rather than poor. */
export function checkPointers(source: GuideSource): Problem[] {
  const themes = keysOf(source.themes);
  const topics = keysOf(topicsOf(source));
  const people = keysOf(source.people);
  const places = keysOf(source.places);
  const terms = keysOf(source.terms);
  const claims = keysOf(source.claims);
  const paragraphs = new Set(
    source.sections.flatMap(({ path, paragraphs }) => paragraphs.map((one) => `${path}#${one.key}`)),
  );
  return [
    ...checkRepeats(source),
    ...source.sections
      .filter((one) => !one.path.startsWith(`${one.partKey}/`))
      .map(({ file, line, path, partKey }) => ({
        file,
        line,
        message: `${path} stands in the part ${partKey}`,
      })),
    ...source.sections.flatMap((one) => [
      ...unknown(one, one.themes, themes, "theme"),
      ...unknown(one, one.topics, topics, "topic"),
    ]),
    ...source.sections.flatMap((section) =>
      [section, ...section.paragraphs].flatMap((one) => [
        ...unknown(one, one.people, people, "person"),
        ...unknown(one, one.places, places, "place"),
        ...("terms" in one ? unknown(one, one.terms, terms, "term") : []),
      ]),
    ),
    ...source.questions.flatMap((one) => [
      ...unknown(
        one,
        one.evidence.map((it) => it.paragraph),
        paragraphs,
        "paragraph",
      ),
      ...unknown(one, one.themes, themes, "theme"),
      ...unknown(one, one.claims, claims, "claim"),
    ]),
    ...source.claims.flatMap((one) => [
      ...unknown(one, one.paragraphs, paragraphs, "paragraph"),
      ...unknown(one, one.themes, themes, "theme"),
    ]),
  ];
}

function checkCounts(source: GuideSource): Problem[] {
  const expected = { ...source.counts, themes: inks.length };
  return (["sections", "questions", "claims", "themes"] as const).flatMap((what) => {
    const found = source[what].length;
    if (found === expected[what]) return [];
    return [{ file: "guide.yaml", line: 1, message: `${found} ${what}, and ${expected[what]} are promised` }];
  });
}

const longestQuotation = 8;

/** Words of the novel: fragments of eight words at most, each with its chapter beside it. */
function checkQuoting(place: Place, text: string): Problem[] {
  const problems: string[] = [];
  const fragments = [...text.matchAll(/“([^”]*)”/g)].map((one) => one[1] ?? "");
  for (const fragment of fragments)
    if (countWords(fragment) > longestQuotation)
      problems.push(`“${fragment}” is longer than ${longestQuotation} words`);
  if (fragments.length > 0 && !/\b(chapter \d|film\b)/.test(text))
    problems.push("words are quoted without a chapter, such as (chapter 7), or without naming the film");
  if (text.split("“").length !== text.split("”").length) problems.push("a quotation mark is open");
  return problems.map((message) => ({ file: place.file, line: place.line, message }));
}

function checkLength(place: Place, words: number, least: number, most: number, what: string): Problem[] {
  if (words >= least && words <= most) return [];
  return [
    {
      file: place.file,
      line: place.line,
      message: `${what} has ${words} words; ${least} to ${most} are wanted`,
    },
  ];
}

function checkProse(source: GuideSource): Problem[] {
  return [
    ...source.sections.flatMap((section) => {
      const prose = section.paragraphs.filter((one) => one.kind === "paragraph");
      const words = prose.reduce((sum, one) => sum + countWords(one.text), 0);
      const count = prose.length;
      return [
        ...(count >= 4 && count <= 7
          ? []
          : [{ file: section.file, line: 1, message: `${count} paragraphs; four to seven are wanted` }]),
        ...checkLength(section, words, 260, 740, "the section"),
        ...prose.flatMap((one) =>
          checkLength(one, countWords(one.text), 40, 105, `the paragraph ${one.key}`),
        ),
        ...section.paragraphs.flatMap((one) => checkQuoting(one, one.text)),
      ];
    }),
    ...source.questions.flatMap((one) => [
      ...checkLength(one, countWords(one.answer.text), 95, 145, `the answer to ${one.key}`),
      ...checkQuoting(one, one.answer.text),
    ]),
  ];
}

/** All that a guide owes its reader: sound pointers, promised counts, and prose within the house rules. */
export function checkGuide(source: GuideSource): Problem[] {
  return [...checkPointers(source), ...checkCounts(source), ...checkProse(source)];
}
