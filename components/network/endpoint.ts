import type * as pulumi from "@pulumi/pulumi";
import { policyJson } from "../core/rights/policy-document";
import type { MakeNetworkChild, NetworkNodes } from "./children";

/**
 * Services that are reached through the route tables instead of a network interface, free of charge.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const GATEWAY_SERVICES: ReadonlySet<string> = new Set(["s3", "dynamodb"]);

/**
 * Services whose endpoints take a policy, and whose callers always sign: of others, nobody's account would be known.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html and the page of each (read 2026-11)
 */
const SIGNED_SERVICES: ReadonlySet<string> = new Set([
  "dynamodb",
  "events",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "rds-data",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "states",
  "sync-states",
]);

/** The way from a network to an AWS service: what a function's rule has to name. */
export type Endpoint =
  | { readonly kind: "interface"; readonly securityGroupId: pulumi.Input<string>; readonly ready: pulumi.Resource[] }
  | { readonly kind: "gateway"; readonly prefixListId: pulumi.Input<string>; readonly ready: pulumi.Resource[] };

export interface EndpointPlace {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Only asked for a gateway endpoint. */
  routeTableIds(): pulumi.Input<pulumi.Input<string>[]>;
  serviceName(service: string): pulumi.Input<string>;
  /** Whose roles may use it, whichever stacks they are of. */
  accountId(): pulumi.Input<string>;
}

/** Where endpoints and their security groups are kept, by service. */
export interface EndpointNodes {
  readonly endpoint: Record<string, NetworkNodes["endpoint"][string]>;
  readonly endpointSecurityGroup: Record<string, NetworkNodes["endpointSecurityGroup"][string]>;
}

/** Makes the endpoint of one service. Its security group starts without a rule: links add them. */
export const createEndpoint = (
  make: MakeNetworkChild,
  nodes: EndpointNodes,
  service: string,
  place: EndpointPlace,
): Endpoint => {
  const role = service.replaceAll(".", "-");
  const { vpcId } = place;
  const serviceName = place.serviceName(service);
  const policy = SIGNED_SERVICES.has(service) ? { policy: accountPolicy(place.accountId()) } : {};
  if (GATEWAY_SERVICES.has(service)) {
    const routeTableIds = place.routeTableIds();
    const endpoint = make("endpoint", role, {
      vpcId,
      serviceName,
      vpcEndpointType: "Gateway",
      routeTableIds,
      ...policy,
    });
    nodes.endpoint[service] = endpoint;
    return { kind: "gateway", prefixListId: endpoint.prefixListId, ready: [endpoint] };
  }
  const securityGroup = make("endpointSecurityGroup", role, { vpcId, description: `Endpoint of ${service}` });
  const endpoint = make("endpoint", role, {
    vpcId,
    serviceName,
    vpcEndpointType: "Interface",
    subnetIds: place.subnetIds,
    securityGroupIds: [securityGroup.id],
    // The service's usual host name then leads to the endpoint: SDK clients need no setting.
    privateDnsEnabled: true,
    ...policy,
  });
  nodes.endpoint[service] = endpoint;
  nodes.endpointSecurityGroup[service] = securityGroup;
  return { kind: "interface", securityGroupId: securityGroup.id, ready: [endpoint] };
};

/** What comes through it carries keys of the own account: keys of others, brought along, lead no data out. */
const accountPolicy = (accountId: pulumi.Input<string>): pulumi.Output<string> =>
  policyJson([
    {
      Sid: "OwnAccount",
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
    },
  ]);
