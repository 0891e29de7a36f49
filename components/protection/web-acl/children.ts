import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const webAclChildren = () => ({
  webAcl: wafv2.WebAcl,
  ipSets: wafv2.IpSet,
  associations: wafv2.WebAclAssociation,
  logGroup: LogGroup,
  logging: wafv2.WebAclLoggingConfiguration,
});

export type WebAclTransform = TransformOf<typeof webAclChildren>;

/** IP sets are by rule and version, `staff-ipv4`; associations by the name of the API. The logs are absent with `logs: false`. */
export type WebAclNodes = NodesOf<
  typeof webAclChildren,
  { ipSets: "by key"; associations: "by key"; logGroup: "optional"; logging: "optional" }
>;

export type MakeWebAclChild = Make<typeof webAclChildren>;
