// Apart from the other rules of accounts, and without zod, because the browser proposes user names too.

export const USERNAME_MAX_CHARS = 32;

/**
 * Proposes a user name from a person's name: first name, full stop, the rest, in plain letters.
 *
 * @param name  as written, in any script; what cannot be put in plain letters is left out
 * @returns a valid user name, `reader` when nothing is left
 */
export function proposeUsername(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const joined = words
    .join(".")
    .slice(0, USERNAME_MAX_CHARS - 4)
    .replace(/\.+$/, "");
  return joined.length >= 3 ? joined : joined.length > 0 ? `${joined}.reader` : "reader";
}
