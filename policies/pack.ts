import { PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { asPolicies } from "../components/policies/analyzer";
import type { Properties } from "../components/policies/checked-resource";
import { RULES } from "../components/policies/rules";

// The engine hands the pack the configuration of the stack that it looks at.
const dataProtection = new pulumi.Config().get("dataProtection");
const defaultTags = new pulumi.Config("aws").getObject<{ readonly tags?: Properties }>("defaultTags");

new PolicyPack("serverless-tiers", {
  description: "What every stack of serverless-tiers has to hold",
  policies: asPolicies(RULES, {
    protected: dataProtection === "protected",
    defaultTags: defaultTags?.tags ?? {},
    today: new Date(),
  }),
});
