/** The inks a theme can be drawn in: each a colour, a stroke and a sign. */
export const INKS = ["memory", "identity", "love", "acceptance", "symbolism"] as const;
export type Ink = (typeof INKS)[number];

export const THEME_NAME_MAX_CHARS = 40;
export const THEME_DEFINITION_MAX_CHARS = 300;
