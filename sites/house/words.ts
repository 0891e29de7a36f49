const LANGUAGE = "en-GB";

const format = (options: Intl.DateTimeFormatOptions) => {
  const made = new Intl.DateTimeFormat(LANGUAGE, options);
  return (moment: string) => made.format(new Date(moment));
};

export const dayOf = format({ day: "numeric" });
export const weekdayOf = format({ weekday: "short" });
export const monthOf = format({ month: "long", year: "numeric" });
export const timeOf = format({ hour: "2-digit", minute: "2-digit" });
export const dateOf = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** With the zone: the reader's own, which may not be that of the venue. */
export const zonedTimeOf = format({ hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** @param minor In minor units of the currency. */
export const money = (minor: number, currency: string): string => {
  const made = new Intl.NumberFormat(LANGUAGE, { style: "currency", currency });
  return made.format(minor / 10 ** (made.resolvedOptions().maximumFractionDigits ?? 2));
};

export const seatsText = (count: number): string => (count === 1 ? "1 seat" : `${count} seats`);

/** How many are left, as one would say it. */
export const leftText = (left: number): string => {
  if (left === 0) return "Sold out";
  if (left === 1) return "Last seat";
  return left <= 10 ? `Last ${seatsText(left)}` : `${left} seats left`;
};

/** For comparing what somebody typed: without case and accents. */
export const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("Ł", "L").toLowerCase();
