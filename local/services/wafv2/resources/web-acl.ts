import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import type { WebAcls } from "../web-acls";
import { identityOf } from "./identity";

/** `aws.wafv2.WebAcl`: rules before a stage. */
export const webAclType = (cloud: Cloud, webAcls: WebAcls): ResourceType => ({
  type: "aws:wafv2/webAcl:WebAcl",
  replaceOn: ["name", "namePrefix", "scope"],
  async create(inputs, context) {
    const { id, arn, name } = identityOf(cloud, "webacl", inputs, context);
    await webAcls.putAcl({ arn, name, inputs });
    return {
      id,
      outputs: { ...inputs, name, arn, capacity: capacityOf(inputs), lockToken: id, applicationIntegrationUrl: "" },
    };
  },
  async update(_id, inputs, { outputs }) {
    const [arn, name] = [String(outputs.arn), String(outputs.name)];
    await webAcls.putAcl({ arn, name, inputs });
    return { ...outputs, ...inputs, name, arn, capacity: capacityOf(inputs) };
  },
  async delete(_id, { arn }) {
    await webAcls.removeAcl(String(arn));
  },
});

/** fidelity: guess: WAF computes capacity units by statement; one a rule is shown here */
const capacityOf = ({ rules }: Properties): number => (Array.isArray(rules) ? rules.length : 0);
