import { offsetOf, UTC, type Wall, wallOf, zoneWords } from "#domain/zone";

/**
 * `day`: Tuesday 19 March; `full`: with the time; `ago`: 5 minutes ago, yesterday at 15:30, then the day; `due`: today
 * 8:00, Friday 8:00, then in full; `short`: today, Fri, then 22 Mar; `date`: Fri 22 Mar; `time`: 8:00.
 */
export type DateForm = "day" | "full" | "ago" | "due" | "short" | "date" | "time";

/** By what clock a moment is told. */
export type Clock = {
  /** The zone it is told in: the class's, and outside classes the reader's. */
  zone: string;
  /** The reader's own zone; null while it is not known. */
  own: string | null;
  /** Null where nothing is told by how far away it is, as on paper. */
  now: number | null;
};

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Puts a moment into words. Where a time of day is told that the reader's own clocks do not show, the zone is named:
 * "Friday 5 December, 17:00 (London time)".
 *
 * Written by hand and not by `Intl`, so that server and browser write the same letters.
 *
 * @param iso  ISO 8601
 */
export function dateWords(iso: string, form: DateForm, clock: Clock): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return "";
  const { zone, now } = clock;
  const at = wallOf(moment, zone);
  const time = `${at.hour}:${String(at.minute).padStart(2, "0")}`;
  const year = now !== null && wallOf(now, zone).year === at.year ? "" : ` ${at.year}`;
  const day = `${WEEKDAYS[at.weekday]} ${at.date} ${MONTHS[at.month]}${year}`;
  const full = `${day}, ${time}`;
  const [weekday, month] = [WEEKDAYS[at.weekday] ?? "", MONTHS[at.month]?.slice(0, 3)];
  const far = now === null ? null : daysBetween(wallOf(now, zone), at);
  const aside = asideOf(moment, clock);
  switch (form) {
    case "day":
      return day;
    case "full":
      return full + aside;
    case "time":
      return time + aside;
    case "date":
      return `${weekday.slice(0, 3)} ${at.date} ${month}`;
    case "short":
      return nearWords(far, weekday.slice(0, 3)) ?? `${at.date} ${month}`;
    case "due": {
      const near = nearWords(far, weekday);
      return (near ? `${near} ${time}` : full) + aside;
    }
    case "ago":
      return (
        (now !== null && passedWords(now - moment, far === 0)) ||
        (far === -1 ? `yesterday at ${time}` : full) + aside
      );
  }
}

/** " (London time)", where the reader's clocks show another time at that moment. */
function asideOf(moment: number, { zone, own }: Clock): string {
  if (own === null || offsetOf(moment, zone) === offsetOf(moment, own)) return "";
  return ` (${zoneWords(zone, moment)})`;
}

/** Below a field for a moment: by which clocks it is meant. */
export function zoneHint({ zone, own, now }: Clock): string {
  const at = now ?? 0;
  const isOwn = own === null || offsetOf(at, zone) === offsetOf(at, own);
  const words = `Times are ${zoneWords(zone, at)}, as the class keeps it.`;
  return isOwn ? words : `${words} Yours is ${zoneWords(own ?? UTC, at)}.`;
}

function passedWords(passed: number, isToday: boolean): string | null {
  if (passed < -MINUTE_MS) return null;
  if (passed < MINUTE_MS) return "just now";
  if (passed < HOUR_MS) return count(Math.floor(passed / MINUTE_MS), "minute");
  return isToday ? count(Math.floor(passed / HOUR_MS), "hour") : null;
}

/** A day of the coming week by its name; null for any other. */
function nearWords(far: number | null, weekday: string): string | null {
  if (far === 0) return "today";
  if (far === 1) return "tomorrow";
  return far !== null && far > 1 && far < 7 ? weekday : null;
}

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? "" : "s"} ago`;
const dayOf = ({ year, month, date }: Wall): number => Date.UTC(year, month, date) / DAY_MS;
const daysBetween = (from: Wall, to: Wall): number => dayOf(to) - dayOf(from);
