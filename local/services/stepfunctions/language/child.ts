import { createHash } from "node:crypto";
import type { Json } from "./definition";
import type { StatesError } from "./states-error";

/** How a child execution has ended. */
export interface Ended {
  readonly input: Json;
  readonly output?: Json;
  readonly error?: StatesError;
}

/** The same for the same item, also after a kill. */
export const childId = (mapRunArn: string, index: number): string => {
  const digest = createHash("sha256").update(`${mapRunArn}#${index}`).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
};
