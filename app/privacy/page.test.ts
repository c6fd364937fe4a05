import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import PrivacyPage from "./page";

describe("who can see what", () => {
  const html = renderToStaticMarkup(createElement(PrivacyPage)).replace(/\s+/g, " ");

  it.each([
    ["what is said in a debate", "What you say in a debate"],
    ["secret votes", "How you vote in a debate</th>"],
    ["votes by name", "whose votes are by name"],
    ["words that are kept", "when a phase of a debate ended"],
    ["what somebody with the database could do, and until when", "could still work out whose is whose"],
    ["what ends that", "link is destroyed as soon as somebody opens the debate"],
  ])("speaks of %s", (_, words) => {
    expect(html).toContain(words);
  });
});
