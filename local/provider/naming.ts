import { createHash } from "node:crypto";
import { awsType } from "../aws-types/aws-types";
import { conforming } from "../aws-types/name-rule";
import type { Properties } from "../engine/resources/resource-type";

const RANDOM_DIGITS = 7;

/** What Pulumi's engine says of a resource that is to be named. */
export interface Naming {
  readonly name: string;
  readonly type: string;
  /** The same in every attempt of one deployment, another in the next one. */
  readonly seed: Uint8Array;
  /** Of `pulumi:autonaming` in the stack's settings. */
  readonly proposed?: { readonly name: string; readonly mode: "propose" | "enforce" | "disable" };
}

/** The name that a resource without one is given; `undefined` when it is left to AWS. */
export const automaticName = ({ type, name, seed, proposed }: Naming, inputs: Properties): string | undefined => {
  const rule = awsType(type).name;
  if (!rule || proposed?.mode === "disable") return undefined;
  const random = createHash("sha256").update(seed).digest("hex").slice(0, RANDOM_DIGITS);
  // fidelity: docs: pulumi.com/docs/iac/concepts/resources/names, "Autonaming"
  return conforming(rule, proposed?.name ?? `${name}-${random}`, inputs);
};
