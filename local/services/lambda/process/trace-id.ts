import { randomBytes } from "node:crypto";

/** fidelity: docs: X-Ray, "Tracing header"; nothing is sampled, there is nobody to send it to */
export const traceId = (now: number): string =>
  `Root=1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
