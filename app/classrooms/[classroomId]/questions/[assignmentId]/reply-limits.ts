// As the server judges it; the schemas beside its constant are too heavy for a page.
export const QUOTE_CHARS_MAX = 300;
