import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { WebAcls } from "../web-acls";

const TYPE = "aws:wafv2/webAcl:WebAcl";

/** `aws.wafv2.WebAcl`: rules before a stage. */
export const webAclType = (webAcls: WebAcls): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    await webAcls.putAcl({ arn: String(outputs.arn), name: String(outputs.name), inputs });
    return { id, outputs: { ...outputs, capacity: capacityOf(inputs), applicationIntegrationUrl: "" } };
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
