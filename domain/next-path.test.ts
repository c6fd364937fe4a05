import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

const BASE = "https://school.example";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .array(
      fc.constantFrom(
        "/",
        "\\",
        "//",
        "\t",
        "\n",
        " ",
        "@",
        ":",
        "%2f",
        "%5c",
        "%09",
        "?",
        "#",
        "evil.example",
        "a",
        "..",
        "javascript:",
        "\u0000",
        "．",
        "／",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
  fc.string().map((tail) => `/${tail}`),
  fc.string().map((tail) => `//${tail}`),
);

describe("nextPath", () => {
  it("never leads to another origin, whatever was asked", () => {
    fc.assert(
      fc.property(hostile, (asked) => {
        const url = new URL(nextPath(asked), BASE);
        expect(url.origin).toBe(BASE);
        expect(url.pathname.startsWith("//")).toBe(false);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(["/classrooms/9/sections/plot/hailsham?thread=1#p2", "/account", "/", "/join/HXTP9KMN"])(
    "keeps %s",
    (asked) => {
      expect(nextPath(asked)).toBe(asked);
    },
  );

  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/a//b",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/api/auth/signout",
    "/a/../api/auth/signout",
    "/%2e%2e/api",
    "/sign-in?next=/",
    "classrooms",
    "",
    `/${"a".repeat(600)}`,
  ])("refuses %j", (asked) => {
    expect(nextPath(asked, "/fallback")).toBe("/fallback");
  });

  it("takes only one value", () => {
    expect(nextPath(["/a", "/b"])).toBe("/");
    expect(nextPath(undefined)).toBe("/");
  });
});
