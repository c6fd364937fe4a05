import localFont from "next/font/local";

// Upright faces are fetched with the page, italics when a line asks for them: hence four calls that share two family names.
const literata = localFont({
  src: "./fonts/literata.woff2",
  weight: "200 900",
  display: "swap",
  variable: "--font-literata",
  adjustFontFallback: "Times New Roman",
  declarations: [{ prop: "font-family", value: "Literata" }],
});
const literataItalic = localFont({
  src: "./fonts/literata-italic.woff2",
  weight: "200 900",
  style: "italic",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  variable: "--font-literata-italic",
  declarations: [{ prop: "font-family", value: "Literata" }],
});
const atkinson = localFont({
  src: "./fonts/atkinson.woff2",
  weight: "200 800",
  display: "swap",
  variable: "--font-atkinson",
  adjustFontFallback: "Arial",
  declarations: [{ prop: "font-family", value: "Atkinson" }],
});
const atkinsonItalic = localFont({
  src: "./fonts/atkinson-italic.woff2",
  weight: "200 800",
  style: "italic",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
  variable: "--font-atkinson-italic",
  declarations: [{ prop: "font-family", value: "Atkinson" }],
});
// The signs of the themes (scripts/signs-face.mjs): nothing stands for them while they are on their way.
const signs = localFont({
  src: "./fonts/signs.ttf",
  weight: "400",
  display: "block",
  preload: false,
  adjustFontFallback: false,
  variable: "--font-signs",
});

/** Class names for `<html>`: they bring `--font-literata` and `--font-atkinson`, which the tokens use. */
export const fontClasses = [literata, literataItalic, atkinson, atkinsonItalic, signs]
  .map((font) => font.variable)
  .join(" ");
