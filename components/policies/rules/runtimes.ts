import { LAMBDA_RUNTIMES } from "../../logic/function/runtimes";
import { shown, UNKNOWN, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";

const { supportedUntil, asOf } = LAMBDA_RUNTIMES;
const FUNCTION = ["aws:lambda/function:Function"];
/** Time enough to move every function to the next runtime. */
const NOTICE_DAYS = 90;
const DAY_MS = 86_400_000;

/** Whole days from today to the end of the runtime's support, negative when that has passed. */
const daysLeft = (runtime: string, today: Date): number | undefined => {
  const end = supportedUntil[runtime];
  return end === undefined ? undefined : Math.floor((Date.parse(end) - today.getTime()) / DAY_MS);
};

export const supportedRuntime: ResourceRule = {
  name: "supported-runtime",
  level: "mandatory",
  description: "Functions run on a runtime that AWS supports (components/logic/function/runtimes.ts).",
  types: FUNCTION,
  check(fn, { today }) {
    const runtime = valueAt(fn, "runtime");
    // A container image brings its own.
    if (runtime === UNKNOWN || valueAt(fn, "packageType") === "Image") return [];
    const left = daysLeft(String(runtime), today);
    if (left === undefined)
      return [
        `runtime must be one of ${Object.keys(supportedUntil).join(", ")}, as of ${asOf} (it is ${shown(runtime)})`,
      ];
    return left < 0
      ? [`runtime must be a supported one: AWS ended ${runtime} on ${supportedUntil[String(runtime)]}`]
      : [];
  },
};

export const runtimeEndsSoon: ResourceRule = {
  name: "runtime-ends-soon",
  level: "advisory",
  description: `AWS supports the runtimes of functions for ${NOTICE_DAYS} days more at least.`,
  types: FUNCTION,
  check(fn, { today }) {
    const runtime = String(valueAt(fn, "runtime"));
    const left = daysLeft(runtime, today);
    if (left === undefined || left < 0 || left >= NOTICE_DAYS) return [];
    return [`runtime ${runtime} ends on ${supportedUntil[runtime]}, in ${left} days`];
  },
};
