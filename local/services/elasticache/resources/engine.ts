import type { Violation } from "../../../aws-types/rule";
import type { Properties } from "../../../engine/resources/resource-type";

/** Of a cache that the local cloud could not run. */
export const violations = ({ engine }: Properties): Violation[] =>
  engine === undefined || engine === "valkey" || engine === "redis"
    ? []
    : [{ property: "engine", reason: `must be "valkey" or "redis": ${engine} is not emulated by the local cloud` }];
