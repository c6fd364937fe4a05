import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultReader, parseReader, readerAttributes, serializeReader } from "./reader";

describe("reader settings", () => {
  it("come back from the cookie as they went in", () => {
    const settings = { ...defaultReader, theme: "dark", size: 22, space: "wider", face: "sans" } as const;
    expect(parseReader(serializeReader(settings))).toEqual(settings);
    expect(parseReader(serializeReader(defaultReader))).toEqual(defaultReader);
    expect(parseReader(serializeReader({ ...settings, marks: "request" })).marks).toBe("request");
  });

  it("are the same string as before there was a choice of when marks are told", () => {
    expect(serializeReader(parseReader("dark.22.wide.sans.off"))).toBe("dark.22.wide.sans.off");
  });

  it("fall back part by part, whatever the cookie holds", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(parseReader(serializeReader(parseReader(value)))).toEqual(parseReader(value));
      }),
    );
    expect(parseReader("dark.99.wide.comic")).toEqual({ ...defaultReader, theme: "dark", space: "wide" });
  });

  it("leave the page as it is where nothing was chosen", () => {
    expect(Object.values(readerAttributes(defaultReader)).filter(Boolean)).toEqual([]);
  });
});
