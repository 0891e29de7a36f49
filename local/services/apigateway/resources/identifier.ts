import { createHash } from "node:crypto";
import type { ResourceContext } from "../../../engine/resources/resource-type";

/** Lower-case letters and digits that belong to one life of a resource, as API Gateway's own ids look. */
export const identifier = (context: ResourceContext, length: number): string =>
  BigInt(`0x${createHash("sha256").update(`${context.urn} ${context.autoName()}`).digest("hex")}`)
    .toString(36)
    .slice(0, length);

/** The id of what a resource property names: its id, or an ARN-like text. */
export const idOf = (value: unknown): string => (typeof value === "string" ? value : "");
