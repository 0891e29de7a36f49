import * as z from "zod";
import { alternatives } from "../../core/args/args-shape";
import { shown } from "../../core/args/shown";

/**
 * When AWS stops supporting the runtimes of Lambda. After that day it applies no security patches; some months later
 * it refuses new functions, then changes to old ones.
 */
export const LAMBDA_RUNTIMES = {
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  asOf: "2026-11-22",
  /** Day of deprecation. A runtime that is not here is refused until somebody has looked it up. */
  supportedUntil: {
    "nodejs20.x": "2026-04-30",
    "nodejs22.x": "2027-04-30",
    "nodejs24.x": "2028-04-30",
    "python3.12": "2028-10-31",
    "python3.13": "2029-06-30",
    "provided.al2023": "2029-06-30",
  } as Readonly<Record<string, string>>,
} as const;

/** Those for which entries are bundled. */
const FOR_FUNCTIONS = ["nodejs22.x", "nodejs24.x"] as const;

export type FunctionRuntime = (typeof FOR_FUNCTIONS)[number];

export const runtimeShape: z.ZodType = z.enum(FOR_FUNCTIONS, {
  error: ({ input }) => {
    const { supportedUntil, asOf } = LAMBDA_RUNTIMES;
    const until = typeof input === "string" ? supportedUntil[input] : undefined;
    const fate = until === undefined ? `which AWS does not support as of ${asOf}` : `which AWS supports until ${until}`;
    return `must be ${alternatives(FOR_FUNCTIONS)} (it is ${shown(input)}${/^nodejs/.test(String(input)) ? `, ${fate}` : ""})`;
  },
});
