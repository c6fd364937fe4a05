import { CommentText, TEXT_MAX_CHARS } from "#domain/comment";
import type { Incoming } from "#domain/exchange";
import { THEMES_PER_NOTE_MAX } from "#domain/note";
import type { Surroundings } from "./surroundings";

/** What a note says, and the themes of the class it says it under. */
export type Words = { text: string; themeIds: string[] };

/**
 * Reads a note's words and themes. A tag that is no theme of the class's stays in its words.
 *
 * @returns the sentence instead that says why it cannot be brought in
 */
export function wordsOf(
  { themes }: Pick<Surroundings, "themes">,
  note: Incoming,
): Words | { sentence: string } {
  const byName = new Map(themes.map(({ id, name }) => [plain(name), id]));
  const tags = [...new Set(note.tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  const isReply = "replyTo" in note.target;
  const isMark = !isReply && "exact" in note.target && note.target.exact !== undefined;
  const known = isMark ? tags.filter((tag) => byName.has(plain(tag))).slice(0, THEMES_PER_NOTE_MAX) : [];
  const others = tags.filter((tag) => !known.includes(tag));
  const said = [note.text.trim(), ...(others.length > 0 ? [`Tags: ${others.join(", ")}`] : [])]
    .filter((piece) => piece !== "")
    .join("\n\n");
  const themeIds = [...new Set(known.map((tag) => byName.get(plain(tag)) ?? ""))];
  if (said === "") {
    if (!isMark || note.motivation === "questioning") return { sentence: "There is nothing in it." };
    return { text: "", themeIds };
  }
  const parsed = CommentText.safeParse(said);
  if (parsed.success) return { text: parsed.data, themeIds };
  return {
    sentence:
      said.length > TEXT_MAX_CHARS
        ? `It is longer than ${TEXT_MAX_CHARS.toLocaleString("en-GB")} characters.`
        : (parsed.error.issues[0]?.message ?? "Its words cannot be shown."),
  };
}

const plain = (name: string): string => name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
