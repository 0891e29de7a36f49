import * as pulumi from "@pulumi/pulumi";
import type { Grant } from "./link";
import { UNSCOPED_ACTIONS } from "./unscoped-actions";

type Condition = Readonly<Record<string, Readonly<Record<string, pulumi.Input<string> | pulumi.Input<string>[]>>>>;

/** A statement of a resource's own policy, or of a role's trust. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, pulumi.Input<string> | pulumi.Input<string>[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: pulumi.Input<string | string[]> | readonly pulumi.Input<string>[];
  readonly Condition?: Condition;
}

/** The policy that holds these statements, as JSON. */
export const policyJson = (statements: readonly Statement[]): pulumi.Output<string> =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });

/**
 * The identity policy that gives exactly these grants.
 *
 * Throws for a grant of nothing, of an action with a wildcard, or of all resources where AWS knows narrower ones:
 * such a link is a defect of the component that made it.
 */
export const policyDocument = (grants: readonly Grant[]): pulumi.Output<string> => {
  if (grants.length === 0) throw new Error("a policy needs at least one grant: IAM refuses an empty one");
  return policyJson(grants.map(statement));
};

/** The trust policy of a role that an AWS service assumes: `lambda.amazonaws.com`. */
export const trustPolicy = (service: string): pulumi.Output<string> =>
  policyJson([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);

const statement = ({ actions, resources, condition }: Grant): Statement => {
  const listed = actions.length === 0 ? "a grant" : `the grant of ${actions.join(", ")}`;
  if (actions.length === 0 || resources.length === 0) throw new Error(`${listed} names no action or no resource`);
  if (actions.some((action) => action.includes("*"))) throw new Error(`${listed} must name each action in full`);
  const narrower = actions.filter((action) => !(action in UNSCOPED_ACTIONS));
  if (resources.includes("*") && narrower.length > 0)
    throw new Error(`${listed} must name resources: AWS allows narrower ones than * for ${narrower.join(", ")}`);
  const Resource = pulumi.all([...resources]).apply((known) => known.flat());
  return { Effect: "Allow", Action: actions, Resource, ...(condition ? { Condition: condition } : {}) };
};
