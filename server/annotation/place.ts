import { type SQL, sql } from "drizzle-orm";
import { DomainError } from "#domain/errors";

/** What a place in a list is made of: whole numbers, moments to the millisecond, ids. */
type Part = "int" | "moment" | "id";
type Place = (string | number)[];

const CASTS: Record<Part, SQL> = { int: sql`int`, moment: sql`timestamptz`, id: sql`uuid` };
const ZERO: Record<Part, string | number> = {
  int: 0,
  moment: "2000-01-01T00:00:00.000Z",
  id: "00000000-0000-0000-0000-000000000000",
};

const isMoment = (value: unknown): boolean =>
  typeof value === "string" &&
  /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;
const isPart: Record<Part, (value: unknown) => boolean> = {
  int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  moment: isMoment,
  id: (value) => typeof value === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
};

/** A place in a list as a cursor. It names what the asker has seen, so it needs no seal. */
export const writeKey = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/**
 * Reads the places of a list that is ordered by several things, and writes them for comparing.
 *
 * @returns a reader that throws INVALID for what is no place of this list, and the place as a row of SQL, of any kind
 *          where there is none
 */
export function placeReader(parts: Part[]): [(cursor: string) => Place, (place: Place | null) => SQL] {
  const read = (cursor: string): Place => {
    let place: unknown;
    try {
      place = JSON.parse(Buffer.from(cursor, "base64url").toString());
    } catch {
      // No place either.
    }
    if (
      !Array.isArray(place) ||
      place.length !== parts.length ||
      !parts.every((part, at) => isPart[part](place[at]))
    )
      throw new DomainError("INVALID", "This list has moved on. Load it again.");
    return place as Place;
  };
  const row = (place: Place | null): SQL =>
    sql`(${sql.join(
      parts.map((part, at) => sql`${place?.[at] ?? ZERO[part]}::${CASTS[part]}`),
      sql`, `,
    )})`;
  return [read, row];
}
