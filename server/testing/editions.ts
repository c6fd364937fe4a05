import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { publishGuide } from "../guide/publish";
import { type GuideSource, readGuide } from "../guide/source";

const GUIDE = join(import.meta.dirname, "..", "..", "content", "guides", "never-let-me-go");

type Section = GuideSource["sections"][number];
type Paragraph = Section["paragraphs"][number];

/** The guide as its files say it. A fresh copy: to be changed at will. */
export const sourceOfGuide = async (): Promise<GuideSource> => structuredClone(await readGuide(GUIDE));

/**
 * A small guide of a test's own: sections of plain paragraphs by their paths, the rest as the real guide has it.
 *
 * @param texts  by section path, the paragraphs' texts by their keys
 */
export async function smallGuide(texts: Record<string, Record<string, string>>): Promise<GuideSource> {
  const source = await sourceOfGuide();
  const [model] = source.sections;
  const [line] = model?.paragraphs ?? [];
  if (!model || !line) throw new Error("the guide has no sections");
  const sections = Object.entries(texts).map(([path, paragraphs], at): Section => {
    const [partKey = ""] = path.split("/");
    const written = Object.entries(paragraphs).map(
      ([key, text], n): Paragraph => ({ ...line, key, text, html: text, number: n + 1, kind: "paragraph" }),
    );
    return {
      ...model,
      path,
      partKey,
      partTitle: partKey,
      title: path,
      position: at + 1,
      paragraphs: written,
    };
  });
  return { ...source, sections, questions: [], claims: [], people: [], places: [], terms: [] };
}

/** Publishes a guide as its owner does, and says which version it is now. */
export async function publishAs(ownerUrl: string, slug: string, source: GuideSource): Promise<string> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await drizzle(owner).transaction((tx) => publishGuide(tx, slug, source));
    const [row] = await owner`
      select v.id from guide_versions v join guides g on g.id = v.guide_id where g.slug = ${slug}
      order by v.number desc limit 1`;
    return row?.id as string;
  } finally {
    await owner.end({ timeout: 2 });
  }
}
