import type { Json, JsonMap } from "../case-file";

/** A case of the format of patterns, deliveries, filters, executions and calls. */
export interface DeclaredCase {
  readonly kind: "pattern" | "delivery" | "filter" | "execution" | "calls";
  readonly service: string;
  readonly setup?: JsonMap;
  readonly within?: number;
  readonly [key: string]: Json | undefined;
}
