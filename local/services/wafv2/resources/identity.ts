import { createHash } from "node:crypto";
import type { Properties, ResourceContext } from "../../../engine/resource-type";
import type { Cloud } from "../../service";

/** Name, id and ARN of a WAF resource. */
// fidelity: docs: Service Authorization Reference, AWS WAF V2: <scope>/<type>/<name>/<id>
export const identityOf = (
  { partition }: Pick<Cloud, "partition">,
  type: "webacl" | "ipset" | "regexpatternset" | "rulegroup",
  inputs: Properties,
  context: ResourceContext,
) => {
  const name = typeof inputs.name === "string" ? inputs.name : context.autoName(128);
  const digest = createHash("sha256").update(`${context.urn} ${name}`).digest("hex");
  const id = digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const scope = inputs.scope === "CLOUDFRONT" ? "global" : "regional";
  return {
    name,
    id,
    arn: `arn:${partition}:wafv2:${context.region}:${context.account}:${scope}/${type}/${name}/${id}`,
  };
};
