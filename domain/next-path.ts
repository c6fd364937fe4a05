const PATH =
  /^\/(?![/\\])[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?(?:#[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?$/;
const NEXT_MAX_CHARS = 512;

/**
 * Takes a path to go on to after signing in, or falls back.
 *
 * Guarantees a path of our own origin: it starts with one slash and holds no second slash in a row, no backslash,
 * no dot segment, no control character and no space, so no browser reads another host out of it.
 *
 * @param asked     from the address, therefore anybody's
 * @param fallback  a path of ours
 * @see docs/security: open redirect by callback address
 */
export function nextPath(asked: string | string[] | undefined | null, fallback = "/"): string {
  if (typeof asked !== "string" || asked.length > NEXT_MAX_CHARS) return fallback;
  const path = asked.split(/[?#]/, 1)[0] ?? "";
  if (
    !PATH.test(asked) ||
    path.includes("//") ||
    /%(?:0[0-9a-f]|1[0-9a-f]|2[ef]|5c|7f)|\/\.{1,2}(?:\/|$)/i.test(path)
  )
    return fallback;
  // API addresses answer programs, and signing in or out in a circle helps nobody.
  return /^\/(?:api|sign-in)(?:\/|$)/.test(path) ? fallback : asked;
}
