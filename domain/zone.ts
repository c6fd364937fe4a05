const MINUTE_MS = 60_000;
/** Clocks are changed at a quarter of an hour, whichever zone. */
const QUARTER_MS = 15 * MINUTE_MS;
const KNOWN_MAX = 4_000;

const writers = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** What a class keeps time by until somebody says otherwise. */
export const UTC = "UTC";
/** The cookie in which a browser says which zone it is in, so that the server's first byte is right. */
export const ZONE_COOKIE = "zone";
export const ZONE_COOKIE_SECONDS = 31_536_000;
export const ZONE_MAX_CHARS = 64;

/** Reads the cookie; null when it says nothing that is known here. */
export function parseZone(value: string | undefined): string | null {
  if (!value || value.length > ZONE_MAX_CHARS) return null;
  return isZone(value) ? value : null;
}

/** What the clock on a wall shows. `month` counts from 0 and `weekday` from Sunday, as a `Date` does. */
export type Wall = {
  year: number;
  month: number;
  date: number;
  weekday: number;
  hour: number;
  minute: number;
};

/** Whether a name is a time zone's, as IANA writes it: "Europe/London". */
export function isZone(name: string): boolean {
  // Engines also take bare offsets, which know nothing of summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return writerOf(name) !== null;
  } catch {
    return false;
  }
}

/** The zones there are to choose from, by name, with UTC among them. */
export function zoneNames(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), UTC])].sort();
}

/** "London time"; of a zone that is no place's "UTC" or "UTC+5". */
export function zoneWords(zone: string, at: number): string {
  const place = /^(?!Etc\/)[^/]+\/(?:.*\/)?([^/]+)$/.exec(zone)?.[1];
  if (place) return `${place.replaceAll("_", " ")} time`;
  const minutes = offsetOf(at, zone) / MINUTE_MS;
  if (minutes === 0) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetOf(at: number, zone: string): number {
  if (zone === UTC) return 0;
  const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const key = `${quarter} ${zone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(
    writerOf(zone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
  if (offsets.size >= KNOWN_MAX) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** What the clocks of a zone show at a moment. */
export function wallOf(at: number, zone: string): Wall {
  const shown = new Date(at + offsetOf(at, zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth(),
    date: shown.getUTCDate(),
    weekday: shown.getUTCDay(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

/** What a datetime field takes for a moment: "2026-03-16T08:00" on the clocks of the zone. */
export const localOf = (iso: string, zone: string): string => {
  const at = Date.parse(iso);
  return new Date(at + offsetOf(at, zone)).toISOString().slice(0, 16);
};

/**
 * The moment at which the clocks of a zone show what a datetime field says. An hour that is skipped in spring is told by
 * the clocks before it, so half past one is then half past two; of an hour that comes twice in autumn the first is meant.
 *
 * @param local  "2026-03-16T08:00", with seconds or without
 * @returns ISO 8601 in UTC; null where it is no moment
 */
export function instantOf(local: string, zone: string): string | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(local)) return null;
  const wall = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(wall)) return null;
  // Clocks change at most once in two days: the day before and the day after know both offsets there can be.
  const [before, after] = [-1, 1].map((days) => offsetOf(wall + days * 86_400_000, zone)) as [number, number];
  const fits = [wall - before, wall - after].filter((at) => at + offsetOf(at, zone) === wall);
  const at = fits.length > 0 ? Math.min(...fits) : wall - before;
  return new Date(at).toISOString();
}

function writerOf(zone: string): Intl.DateTimeFormat {
  // Engines take a name in any case; there are some six hundred.
  const key = zone.toLowerCase();
  const known = writers.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  writers.set(key, made);
  return made;
}
