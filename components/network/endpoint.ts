import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../core/transform";

/** Services that are reached through the route tables instead of a network interface, free of charge. */
const GATEWAY_SERVICES: ReadonlySet<string> = new Set(["s3", "dynamodb"]);

/** The way from a network to an AWS service: what a function's rule has to name. */
export type Endpoint =
  | { readonly kind: "interface"; readonly securityGroupId: pulumi.Input<string>; readonly ready: pulumi.Resource[] }
  | { readonly kind: "gateway"; readonly prefixListId: pulumi.Input<string>; readonly ready: pulumi.Resource[] };

export interface EndpointPlace {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Only asked for a gateway endpoint. */
  routeTableIds(): pulumi.Input<pulumi.Input<string>[]>;
  readonly serviceName: pulumi.Input<string>;
}

export interface EndpointTransform {
  /** The endpoint itself. */
  readonly endpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  /** The security group of an interface endpoint. */
  readonly endpointSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
}

/** Makes the endpoint of one service. Its security group starts without a rule: links add them. */
export const createEndpoint = (
  name: string,
  service: string,
  place: EndpointPlace,
  transform: EndpointTransform,
  opts: pulumi.CustomResourceOptions,
): Endpoint =>
  GATEWAY_SERVICES.has(service)
    ? gatewayEndpoint(name, place, transform, opts)
    : interfaceEndpoint(name, service, place, transform, opts);

const interfaceEndpoint = (
  name: string,
  service: string,
  { vpcId, subnetIds, serviceName }: EndpointPlace,
  transform: EndpointTransform,
  opts: pulumi.CustomResourceOptions,
): Endpoint => {
  const securityGroup = new aws.ec2.SecurityGroup(
    name,
    ...transformed<aws.ec2.SecurityGroupArgs>(
      { vpcId, description: `Endpoint of ${service}` },
      opts,
      transform.endpointSecurityGroup,
    ),
  );
  const endpoint = new aws.ec2.VpcEndpoint(
    name,
    ...transformed<aws.ec2.VpcEndpointArgs>(
      {
        vpcId,
        serviceName,
        vpcEndpointType: "Interface",
        subnetIds,
        securityGroupIds: [securityGroup.id],
        // The service's usual host name then leads to the endpoint: SDK clients need no setting.
        privateDnsEnabled: true,
      },
      opts,
      transform.endpoint,
    ),
  );
  return { kind: "interface", securityGroupId: securityGroup.id, ready: [endpoint] };
};

const gatewayEndpoint = (
  name: string,
  { vpcId, routeTableIds, serviceName }: EndpointPlace,
  transform: EndpointTransform,
  opts: pulumi.CustomResourceOptions,
): Endpoint => {
  const endpoint = new aws.ec2.VpcEndpoint(
    name,
    ...transformed<aws.ec2.VpcEndpointArgs>(
      { vpcId, serviceName, vpcEndpointType: "Gateway", routeTableIds: routeTableIds() },
      opts,
      transform.endpoint,
    ),
  );
  return { kind: "gateway", prefixListId: endpoint.prefixListId, ready: [endpoint] };
};
