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

/** Tuesday, 30 April, or Tuesday, 30 April 2019 `withYear`, as the language writes it. */
export function dayName(milliseconds, zone, language, withYear = false) {
  const { weekday, day, month, year } = language === "kk" ? kazakhParts(milliseconds, zone) : parts(milliseconds, zone, language, "long");
  if (language === "en") return `${weekday}, ${day} ${month}${withYear ? ` ${year}` : ""}`;
  if (language === "ru") return `${day} ${month}${withYear ? ` ${year} г.` : ""}, ${weekday}`;
  return `${withYear ? `${year} жылғы ` : ""}${day} ${month}, ${weekday}`;
}

function kazakhParts(milliseconds, zone) {
  const { weekday, day, month, year } = parts(milliseconds, zone, "en", "numeric");
  return { weekday: WEEKDAYS[weekday.slice(0, 3)], day, month: MONTHS[month - 1], year };
}

function parts(milliseconds, zone, language, month) {
  const found = format(language, zone, { weekday: "long", day: "numeric", month, year: "numeric" }).formatToParts(milliseconds);
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

/** Almaty time; a zone without words keeps its IANA name. */
export const zoneName = (zone, language) => (zone === "Asia/Almaty" ? ALMATY[language] : zone);
