import { createHash } from "node:crypto";

/** Where things of a class are found from outside. */
export const addresses = (origin: string, guideSlug: string, classroomId: string) => ({
  /** A section of the guide, whichever class reads it. */
  section: (path: string) => `${origin}/guides/${guideSlug}/${path}`,
  note: (id: string) => `${origin}/classrooms/${classroomId}/comments/${id}`,
  collection: (query: string) => `${origin}/classrooms/${classroomId}/notes/export?${query}`,
});

const pathnameOf = (address: string): string => {
  try {
    return new URL(address).pathname;
  } catch {
    return "";
  }
};

/** Which section an address of ours names, whatever house it stood in; null for another guide's or another page. */
export function sectionPathOf(address: string, guideSlug: string): string | null {
  const found =
    /^\/(?:classrooms\/[^/]+\/(?:sections\/)?|guides\/([a-z0-9-]+)\/)([a-z0-9-]+\/[a-z0-9-]+)\/?$/.exec(
      pathnameOf(address),
    );
  if (!found?.[2] || (found[1] !== undefined && found[1] !== guideSlug)) return null;
  return found[2];
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** The note of this class that an address names; null when it names none of it. */
export function noteIdOf(address: string, classroomId: string): string | null {
  const found = new RegExp(`^/classrooms/(${UUID})/comments/(${UUID})/?$`).exec(pathnameOf(address));
  return found?.[1] === classroomId ? (found[2] ?? null) : null;
}

/**
 * The id that a note from elsewhere has here: the same one each time, so that the same file twice adds nothing.
 *
 * @param holder  whose it is here, besides the class, when it is not for the class: else two people who bring in the
 *                same file would learn of each other
 */
export function importedId(classroomId: string, iri: string, holder: string | null): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([classroomId, holder, iri]))
    .digest("hex");
  const variant = ((Number.parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
