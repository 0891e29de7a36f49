import { randomUUID } from "node:crypto";

/** fidelity: docs: X-Ray, "Tracing header"; nothing is sampled, there is nobody to send it to */
export const traceId = (now: number): string => {
  // Node draws the bytes of UUIDs many at a time, which makes them far cheaper than a few random bytes.
  const random = randomUUID().replaceAll("-", "");
  const parent = randomUUID().slice(-12) + random.slice(-4);
  return `Root=1-${Math.floor(now / 1000).toString(16)}-${random.slice(0, 24)};Parent=${parent};Sampled=0`;
};
