/**
 * `day`: Tuesday 19 March; `full`: with the time; `ago`: 5 minutes ago, yesterday at 15:30, then the day; `due`: today
 * 8:00, Friday 8:00, then in full; `short`: today, Fri, then 22 Mar; `date`: Fri 22 Mar; `time`: 8:00.
 */
export type DateForm = "day" | "full" | "ago" | "due" | "short" | "date" | "time";

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
 * Puts a moment into words.
 *
 * Written by hand and not by `Intl`, so that server and browser write the same letters.
 *
 * @param iso   ISO 8601
 * @param now   the reader's clock; null on the server, then UTC is written and nothing is relative
 */
export function dateWords(iso: string, form: DateForm, now: Date | null): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return "";
  const at = partsOf(moment, now === null);
  const today = now ? partsOf(now, false) : null;
  const year = today && today.year === at.year ? "" : ` ${at.year}`;
  const day = `${WEEKDAYS[at.weekday]} ${at.date} ${MONTHS[at.month]}${year}`;
  if (form === "day") return day;
  const full = `${day}, ${at.time}`;
  const [weekday, month] = [WEEKDAYS[at.weekday]?.slice(0, 3), MONTHS[at.month]?.slice(0, 3)];
  if (form === "time") return at.time;
  if (form === "date") return `${weekday} ${at.date} ${month}`;
  if (form === "short") return (now && nearWords(moment, now, weekday ?? "")) ?? `${at.date} ${month}`;
  if (form === "due") {
    const near = now && nearWords(moment, now, WEEKDAYS[at.weekday] ?? "");
    return near ? `${near} ${at.time}` : full;
  }
  return form === "ago" && now ? (agoWords(moment, now, at.time) ?? full) : full;
}

function agoWords(moment: Date, now: Date, time: string): string | null {
  const passed = now.getTime() - moment.getTime();
  if (passed < -MINUTE_MS) return null;
  if (passed < MINUTE_MS) return "just now";
  if (passed < HOUR_MS) return count(Math.floor(passed / MINUTE_MS), "minute");
  const days = Math.round((midnight(now) - midnight(moment)) / DAY_MS);
  if (days === 0) return count(Math.floor(passed / HOUR_MS), "hour");
  return days === 1 ? `yesterday at ${time}` : null;
}

/** A day of the coming week by its name; null for any other. */
function nearWords(moment: Date, now: Date, weekday: string): string | null {
  const days = Math.round((midnight(moment) - midnight(now)) / DAY_MS);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  return days > 1 && days < 7 ? weekday : null;
}

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? "" : "s"} ago`;
const midnight = (day: Date): number => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
const two = (part: number): string => String(part).padStart(2, "0");

function partsOf(moment: Date, utc: boolean) {
  return utc
    ? {
        year: moment.getUTCFullYear(),
        month: moment.getUTCMonth(),
        date: moment.getUTCDate(),
        weekday: moment.getUTCDay(),
        time: `${moment.getUTCHours()}:${two(moment.getUTCMinutes())}`,
      }
    : {
        year: moment.getFullYear(),
        month: moment.getMonth(),
        date: moment.getDate(),
        weekday: moment.getDay(),
        time: `${moment.getHours()}:${two(moment.getMinutes())}`,
      };
}
