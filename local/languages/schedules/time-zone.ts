const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, made);
  return made;
};

export const isTimeZone = (timeZone: string): boolean => {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
};

/** What a clock on the wall shows at an instant, in milliseconds as if of UTC. */
export const wallOf = (instant: number, timeZone: string): number => {
  if (timeZone === "UTC") return instant;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 0, month = 1, day = 1] = [parts.get("year"), parts.get("month"), parts.get("day")];
  const time = Date.UTC(year, month - 1, day, parts.get("hour"), parts.get("minute"), parts.get("second"));
  return time + (((instant % 1_000) + 1_000) % 1_000);
};

/**
 * The instant at which a clock on the wall shows a time: of two the first; of none, when clocks are put forward, `undefined`.
 * fidelity: docs: EventBridge Scheduler, "Daylight savings time": it is skipped in spring and comes once in autumn
 */
export const instantOf = (wall: number, timeZone: string): number | undefined => {
  const offsets = [-1, 0, 1].map((days) => wall - wallOf(wall + days * 86_400_000, timeZone) + days * 86_400_000);
  const instants = [...new Set(offsets)].map((offset) => wall + offset).sort((a, b) => a - b);
  return instants.find((instant) => wallOf(instant, timeZone) === wall);
};
