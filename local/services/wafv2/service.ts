import type { Cloud, Service } from "../service";
import { ipSetType } from "./resources/ip-set";
import { regexPatternSetType } from "./resources/regex-pattern-set";
import { ruleGroupType } from "./resources/rule-group";
import { webAclType } from "./resources/web-acl";
import { webAclAssociationType } from "./resources/web-acl-association";
import { WebAcls } from "./web-acls";

/** AWS WAF before stages of REST APIs: rules that a program declares are run, managed ones are named and left out. */
export const createWafService = (cloud: Cloud): Service & { readonly webAcls: WebAcls } => {
  const webAcls = new WebAcls(cloud);
  return {
    name: "wafv2",
    webAcls,
    resources: [
      webAclType(webAcls),
      ipSetType(webAcls),
      regexPatternSetType(webAcls),
      ruleGroupType(webAcls),
      webAclAssociationType(webAcls),
    ],
  };
};
