import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { asPolicies } from "./analyzer";
import type { OpenRoutes, Properties } from "./checked-resource";
import { RULES } from "./rules";

export interface PolicyPackArgs {
  /** The routes that anybody may call. @default {} (none) */
  readonly openRoutes?: OpenRoutes;
}

/**
 * The rules as a pack for `pulumi preview --policy-pack <folder>`. Rules of data protection count in stacks whose
 * configuration says `dataProtection: protected`.
 *
 * @example
 * require("serverless-tiers/policy-pack").policyPack("my-rules", { openRoutes: require("./open-routes.json") });
 */
export const policyPack = (name: string, { openRoutes = {} }: PolicyPackArgs = {}): void => {
  // The engine hands the pack the configuration of the stack that it looks at.
  const dataProtection = new pulumi.Config().get("dataProtection");
  const defaultTags = new pulumi.Config("aws").getObject<{ readonly tags?: Properties }>("defaultTags");
  // It registers itself. Not handed out: the SDK's own declarations of it do not pass a strict type check.
  new PolicyPack(name, {
    description: "What every stack of multi-tier serverless architectures has to hold",
    policies: asPolicies(RULES, {
      protected: dataProtection === "protected",
      defaultTags: defaultTags?.tags ?? {},
      openRoutes,
      today: new Date(),
    }),
  });
};
