import { expect, it } from "vitest";
import { NOTE_AUDIENCES } from "./audience";
import { MOTIVATIONS } from "./note";
import { unpackMarks } from "./packed-marks";

const THEMES = ["memory", "care", "time"];
const BY_MAYA = ["maya", "Maya L.", false] as const;
const BY_TEACHER = ["okafor", "Ms Okafor", true] as const;
const excerptOf = (html: string) =>
  unpackMarks(JSON.stringify([[...BY_MAYA, [`a 0 4 cc 0 0 - ${html}`]]]), THEMES)[0]?.excerpt;

it("reads marks by place in the text, with their writers and themes", () => {
  const packed = JSON.stringify([
    [...BY_MAYA, ["late 40 8 qg 2 1794482599136 3,1 Why “never”? ", "early 4 8 hp 0 1794482599000 - "]],
    [...BY_TEACHER, ["wide 4 20 cc 0 1794482599000 2 Look again. "]],
  ]);
  expect(unpackMarks(packed, THEMES)).toEqual([
    {
      id: "wide",
      start: 4,
      end: 24,
      themeIds: ["care"],
      motivation: "commenting",
      audience: "class",
      authorId: "okafor",
      authorName: "Ms Okafor",
      isTeacher: true,
      excerpt: "Look again.",
      replyCount: 0,
      createdAt: "2026-11-12T11:23:19.000Z",
    },
    expect.objectContaining({ id: "early", end: 12, themeIds: [], motivation: "highlighting", excerpt: "" }),
    expect.objectContaining({ id: "late", themeIds: ["time", "memory"], audience: "group", replyCount: 2 }),
  ]);
  expect(unpackMarks("[]", THEMES)).toEqual([]);
});

it("tells every motivation and audience by its initial", () => {
  for (const words of [MOTIVATIONS, NOTE_AUDIENCES])
    expect(new Set(words.map((word) => word.charAt(0))).size).toBe(words.length);
});

it.each([
  ["She <em>says</em> it&#39;s &lt;nothing&gt; ", "She says it's <nothing>"],
  ["Two\nlines  and <pre><code>a b\n</code></pre>", "Two lines and a b"],
  ["cut within a tag <stro", "cut within a tag"],
  ["cut within a name &qu", "cut within a name"],
  ['<a href="https://example.org/so/long', "…"],
  ["", ""],
  ["x".repeat(160), "x".repeat(120)],
])("makes one line of the beginning of its words: %s", (html, words) => {
  expect(excerptOf(html)).toBe(words);
});
