import type { ResourceType } from "../../../engine/resource-type";
import type { Cloud } from "../../service";
import type { WebAcls } from "../web-acls";
import { identityOf } from "./identity";

/** `aws.wafv2.RuleGroup`: rules that web ACLs share. */
export const ruleGroupType = (cloud: Cloud, webAcls: WebAcls): ResourceType => ({
  type: "aws:wafv2/ruleGroup:RuleGroup",
  // fidelity: docs: CreateRuleGroup: the capacity is fixed
  replaceOn: ["name", "namePrefix", "scope", "capacity"],
  async create(inputs, context) {
    const { id, arn, name } = identityOf(cloud, "rulegroup", inputs, context);
    await webAcls.putGroup({ arn, name, inputs });
    return { id, outputs: { ...inputs, name, arn, lockToken: id } };
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
