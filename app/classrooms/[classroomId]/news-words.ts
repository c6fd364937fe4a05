/** A line of news as the API sends it. */
export type News = {
  commentId: string;
  author: { name: string; role: "teacher" | "student" };
  excerpt: string;
  sectionPath: string;
  sectionTitle: string;
  paragraphNumber: number | null;
  createdAt: string;
  answersMe: boolean;
};

const CLAIM_WORDS = 8;

/** "the claim “The picture of two people in a fast river …”". */
export function claimOf(statement: string): string {
  const words = statement.split(" ");
  const isLong = words.length > CLAIM_WORDS + 2;
  return `the claim “${isLong ? `${words.slice(0, CLAIM_WORDS).join(" ")} …` : statement}”`;
}

/** Whether a line of news is said in a debate. */
export const isSaid = ({ sectionPath }: News): boolean => sectionPath.startsWith("debates/");

/** What a line of news that answers the reader does: "answered your claim on “…”". */
export const answeredWords = (item: News): string =>
  isSaid(item) ? `answered your claim on ${placeOf(item)}` : "answered you";

/** Whether the path of a section is that of a question or a debate of the class. */
const isAsked = (path: string): boolean => path.startsWith("prompts/") || path.startsWith("debates/");

/** Whether the path of a section is a claim's. */
export const isClaimPath = (path: string): boolean => path.startsWith("claims/");

/** "¶3 of Life at Hailsham". */
export const placeOf = ({ paragraphNumber, sectionTitle, sectionPath }: News): string =>
  isClaimPath(sectionPath)
    ? claimOf(sectionTitle)
    : paragraphNumber === null
      ? isAsked(sectionPath)
        ? `“${sectionTitle}”`
        : sectionTitle
      : `paragraph ${paragraphNumber} of ${sectionTitle}`;
