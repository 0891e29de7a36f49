import { DomainName } from "@pulumi/aws/apigateway";
import { ApiMapping } from "@pulumi/aws/apigatewayv2";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const apiDomainChildren = () => ({ domainNames: DomainName, mappings: ApiMapping });

export type ApiDomainTransform = TransformOf<typeof apiDomainChildren>;

/** Names are by themselves, mappings by name and path, `api.example.com/shop`. */
export type ApiDomainNodes = NodesOf<typeof apiDomainChildren, { domainNames: "by key"; mappings: "by key" }>;

export type MakeApiDomainChild = Make<typeof apiDomainChildren>;
