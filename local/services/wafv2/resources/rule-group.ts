import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { WebAcls } from "../web-acls";

const TYPE = "aws:wafv2/ruleGroup:RuleGroup";

/** `aws.wafv2.RuleGroup`: rules that web ACLs share. */
export const ruleGroupType = (webAcls: WebAcls): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const made = recorded(TYPE, inputs, context);
    await webAcls.putGroup({ arn: String(made.outputs.arn), name: String(made.outputs.name), inputs });
    return made;
  },
  async update(_id, inputs, { outputs }) {
    const [arn, name] = [String(outputs.arn), String(outputs.name)];
    await webAcls.putGroup({ arn, name, inputs });
    return { ...outputs, ...inputs, name, arn };
  },
  async delete(_id, { arn }) {
    await webAcls.removeGroup(String(arn));
  },
});
