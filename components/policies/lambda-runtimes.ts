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
