import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import { type DomainArgs, domainArgs } from "./args";
import type { DomainTransform } from "./children";
import { checkHost } from "./names";

interface Settings {
  /** The first one is the domain's own. */
  readonly names: readonly string[];
  readonly for: "site" | "api";
  readonly zoneId: pulumi.Input<string> | undefined;
  readonly tags: Tags;
  readonly transform: DomainTransform | undefined;
}

/** A domain's arguments, checked. */
export type DomainPlan = Plan<"Domain", Settings>;

/** Names of a certificate, without an increase. https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html (read 2026-11) */
const MAX_NAMES = 10;

/** @throws {ArgsError} for names that no certificate could have. */
export const planDomain = (name: string, args: DomainArgs | DomainPlan): DomainPlan =>
  planned("Domain", name, args, (given: DomainArgs) => settings(name, given));

const settings = (component: string, args: DomainArgs): Settings => {
  checkArgs(component, args, domainArgs);
  const { name, others = [], tags = {} } = args;
  checkHost(component, "name", name, false);
  for (const [index, other] of others.entries()) checkHost(component, `others[${index}]`, other, true);
  const names = [name, ...others];
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new ArgsError(component, "others", `must name each once (${twice} is there twice)`);
  if (names.length > MAX_NAMES)
    throw new ArgsError(component, "others", `must be ${MAX_NAMES - 1} at most (there are ${others.length})`);
  checkTags(component, tags);
  return { names, for: args.for ?? "site", zoneId: args.zoneId, tags, transform: args.transform };
};
