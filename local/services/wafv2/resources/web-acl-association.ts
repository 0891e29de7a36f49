import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { WebAcls } from "../web-acls";

const STAGE = /^arn:[^:]+:apigateway:[^:]+::\/restapis\/[^/]+\/stages\/[^/]+$/;

/** `aws.wafv2.WebAclAssociation`: puts a web ACL before a stage of a REST API. */
export const webAclAssociationType = (webAcls: WebAcls): ResourceType => ({
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  check(inputs) {
    const { resourceArn } = inputs;
    if (typeof resourceArn !== "string" || resourceArn === "" || STAGE.test(resourceArn)) return [];
    const reason = `${resourceArn} is no stage of a REST API; others are not emulated by the local cloud`;
    return [{ property: "resourceArn", reason }];
  },
  async create(inputs) {
    const [resourceArn, aclArn] = arnsOf(inputs);
    if (!/:regional\//.test(aclArn)) throw new Error(`webAclArn ${aclArn} has the scope of CloudFront, not REGIONAL`);
    await webAcls.associate(resourceArn, aclArn);
    return { id: `${aclArn},${resourceArn}`, outputs: inputs };
  },
  async delete(_id, outputs) {
    await webAcls.disassociate(...arnsOf(outputs));
  },
});

const arnsOf = ({ resourceArn, webAclArn }: Properties): [string, string] => [String(resourceArn), String(webAclArn)];
