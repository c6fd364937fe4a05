import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { checkGuide } from "#server/guide/check";
import type { GuideSource, Problem } from "#server/guide/format";
import { GuideSourceError, readGuide } from "#server/guide/source";

/** `npm run content:check [folder…]`: reads every guide and prints what its author has to mend, with file and line. */

const guides = join(import.meta.dirname, "../content/guides");

function report(folder: string, problems: Problem[]): void {
  for (const one of problems)
    console.log(`${relative(process.cwd(), join(folder, one.file))}:${one.line}: ${one.message}`);
}

function table(source: GuideSource): void {
  for (const one of source.sections) {
    const quotations = one.paragraphs.filter((it) => it.kind === "quotation").length;
    const numbered = one.paragraphs.length - quotations;
    console.log(
      `  ${one.path.padEnd(34)}${String(one.words).padStart(5)} words ${one.minutes} min  ${numbered} paragraphs, ${quotations} quotations`,
    );
  }
}

async function check(folder: string): Promise<boolean> {
  try {
    const source = await readGuide(folder);
    const problems = checkGuide(source);
    console.log(`${source.guide.title}, ${source.guide.author}`);
    table(source);
    report(folder, problems);
    const { sections, questions, claims, themes, people, places, terms } = source;
    console.log(`${people.length} people, ${places.length} places, ${terms.length} terms`);
    if (problems.length > 0) console.log(`${problems.length} problems`);
    console.log(
      `${sections.length} sections, ${questions.length} questions, ${claims.length} claims, ${themes.length} themes`,
    );
    return problems.length === 0;
  } catch (error) {
    if (!(error instanceof GuideSourceError)) throw error;
    report(folder, error.problems);
    console.log(`${error.problems.length} problems`);
    return false;
  }
}

const folders = process.argv.slice(2);
if (folders.length === 0) for (const name of (await readdir(guides)).sort()) folders.push(join(guides, name));
let sound = folders.length > 0;
for (const folder of folders) sound = (await check(folder)) && sound;
if (!sound) process.exitCode = 1;
