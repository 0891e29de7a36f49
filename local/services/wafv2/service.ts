import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import { ipSetType } from "./resources/ip-set";
import { regexPatternSetType } from "./resources/regex-pattern-set";
import { ruleGroupType } from "./resources/rule-group";
import { webAclType } from "./resources/web-acl";
import { webAclAssociationType } from "./resources/web-acl-association";
import { WebAcls } from "./web-acls";

declare module "../directory" {
  interface Services {
    readonly wafv2: Service & { readonly webAcls: WebAcls };
  }
}

/** AWS WAF before stages of REST APIs: rules that a program declares are run, managed ones are named and left out. */
export const createWafService = (cloud: Cloud): Services["wafv2"] => {
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
