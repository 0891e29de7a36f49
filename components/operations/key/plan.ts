import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type Plan, planned } from "../../core/component/plan";
import { type KeyArgs, keyArgs } from "./args";
import type { KeyTransform } from "./children";

interface Settings {
  readonly description: string;
  /** Absent while it is not rotated. */
  readonly rotationDays: number | undefined;
  readonly protected: boolean;
  readonly services: readonly string[];
  readonly transform: KeyTransform | undefined;
}

/** A key's arguments, checked and in the units of AWS. */
export type KeyPlan = Plan<"Key", Settings>;

/** @throws {ArgsError} for a value that AWS would refuse. */
export const planKey = (name: string, args: KeyArgs | KeyPlan = {}): KeyPlan =>
  planned("Key", name, args, (given: KeyArgs) => settings(name, given));

const settings = (name: string, args: KeyArgs): Settings => {
  checkArgs(name, args, keyArgs);
  const { description = `Encrypts ${name}`, rotation = "365 days", protection = "protected", services = [] } = args;
  const wrong = services.find((service) => !/^[a-z0-9.-]+\.amazonaws\.com$/.test(service));
  if (wrong !== undefined)
    throw new ArgsError(
      name,
      "services",
      `must name services, "sns.amazonaws.com" (it holds ${JSON.stringify(wrong)})`,
    );
  return {
    description,
    rotationDays:
      rotation === false ? undefined : toDays(name, "rotation", rotation, { min: "90 days", max: "2560 days" }),
    protected: protection === "protected",
    services,
    transform: args.transform,
  };
};
