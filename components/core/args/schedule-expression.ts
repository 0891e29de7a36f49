import { ArgsError } from "./args-error";

export type ScheduleExpression = `rate(${string})` | `cron(${string})` | `at(${string})`;

const RATE = /^rate\((?:1 (?:minute|hour|day)|(?!1 )[1-9]\d* (?:minutes|hours|days))\)$/;
const AT = /^at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)$/;

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html (read 2026-11) */
export const checkWhen = (name: string, path: string, when: string): void => {
  const refuse = (rule: string) => new ArgsError(name, path, `${rule} (it is ${JSON.stringify(when)})`);
  if (when.startsWith("rate(") && !RATE.test(when))
    throw refuse('must be a rate such as "rate(1 minute)", "rate(5 minutes)", "rate(12 hours)" or "rate(7 days)"');
  if (when.startsWith("at(") && !AT.test(when))
    throw refuse('must be one time, "at(2030-01-02T03:04:05)", without a zone');
  if (!/^(?:rate|at|cron)\(.*\)$/.test(when)) throw refuse('must be "rate(…)", "cron(…)" or "at(…)"');
  if (!when.startsWith("cron(")) return;
  const fields = when.slice("cron(".length, -1).split(" ");
  if (fields.length !== 6)
    throw refuse("must have six fields: minutes, hours, day of the month, month, day of the week, year");
  if ((fields[2] === "?") === (fields[4] === "?"))
    throw refuse("must have ? for exactly one of the day of the month and the day of the week");
};

export const checkTimeZone = (name: string, path: string, timeZone: string): void => {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new ArgsError(
      name,
      path,
      `must be a time zone, such as "Europe/Brussels" (it is ${JSON.stringify(timeZone)})`,
    );
  }
};
