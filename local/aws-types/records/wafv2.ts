import { type AwsType, type AwsTypes, input, uuid } from "../aws-type";
import { words } from "../name-rule";
import { oneOf } from "../rule";

// fidelity: docs: Service Authorization Reference, AWS WAF V2: <scope>/<type>/<name>/<id>
const scoped = (kind: string, replaceOn: readonly string[] = []): AwsType => ({
  name: words(128),
  id: uuid,
  arn: ({ region, account, name, inputs }, id) =>
    `wafv2:${region}:${account}:${inputs.scope === "CLOUDFRONT" ? "global" : "regional"}/${kind}/${name}/${id}`,
  outputs: (_, id) => ({ lockToken: id }),
  importedAs: "{id}/{name}/{scope}",
  limits: { scope: oneOf("CLOUDFRONT", "REGIONAL") },
  replaceOn: ["scope", ...replaceOn],
});

export const WAFV2: AwsTypes = {
  "aws:wafv2/webAcl:WebAcl": scoped("webacl"),
  "aws:wafv2/ipSet:IpSet": scoped("ipset", ["ipAddressVersion"]),
  "aws:wafv2/regexPatternSet:RegexPatternSet": scoped("regexpatternset"),
  // fidelity: docs: CreateRuleGroup: the capacity is fixed
  "aws:wafv2/ruleGroup:RuleGroup": scoped("rulegroup", ["capacity"]),
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    id: input("resourceArn"),
    importedAs: "{resourceArn}",
    replaceOn: ["resourceArn"],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    id: ({ inputs }) => `${inputs.webAclArn},${inputs.resourceArn}`,
    importedAs: "{webAclArn},{resourceArn}",
    replaceOn: ["resourceArn", "webAclArn"],
  },
};
