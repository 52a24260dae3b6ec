/** Times in the seminar's zone, days in words. */

// Browsers have no Kazakh names of their own (Chromium writes "2019 M04 30, Tue").
const MONTHS = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];
const WEEKDAYS = { Sun: "жексенбі", Mon: "дүйсенбі", Tue: "сейсенбі", Wed: "сәрсенбі", Thu: "бейсенбі", Fri: "жұма", Sat: "сенбі" };

const ALMATY = { kk: "Алматы уақыты", ru: "время Алматы", en: "Almaty time" };

const formats = new Map(); // making one is slow, using it is not

function format(locale, zone, options) {
  const key = JSON.stringify([locale, zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** 09:30, or 09:30:15 with `seconds`. */
export function timeOfDay(milliseconds, zone, seconds = false) {
  const options = { hourCycle: "h23", hour: "2-digit", minute: "2-digit", ...(seconds && { second: "2-digit" }) };
  return format("en-GB", zone, options).format(milliseconds);
}

/** Tuesday 30 April, or Tuesday 30 April 2019 with `year`, as the language writes it. */
export function dayName(milliseconds, zone, language, withYear = false) {
  if (language === "kk") return kazakhDay(milliseconds, zone, withYear);
  const options = { weekday: "long", day: "numeric", month: "long", ...(withYear && { year: "numeric" }) };
  return format(language === "en" ? "en-GB" : language, zone, options).format(milliseconds);
}

function kazakhDay(milliseconds, zone, withYear) {
  const parts = format("en-GB", zone, { weekday: "short", day: "numeric", month: "numeric", year: "numeric" }).formatToParts(milliseconds);
  const { weekday, day, month, year } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${withYear ? `${year} жылғы ` : ""}${day} ${MONTHS[month - 1]}, ${WEEKDAYS[weekday]}`;
}

/** Almaty time; a zone without words keeps its IANA name. */
export const zoneName = (zone, language) => (zone === "Asia/Almaty" ? ALMATY[language] : zone);
