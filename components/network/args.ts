import { either, list, number, object, oneOf, text } from "../core/args/args-shape";
import { transformShape } from "../core/component/children";
import { type AdoptedNetwork, adoptedNetwork } from "./adopted-network";
import { type NetworkTransform, networkChildren } from "./children";

export interface NetworkArgs {
  /**
   * Range of the VPC, a /16 to a /24. It is cut for four zones, of four ranges each, whatever is in use: a further
   * zone or a NAT gateway later moves no subnet.
   *
   * @default "10.0.0.0/16"
   */
  readonly cidr?: string;
  /**
   * Zones by number (the region's first ones) or by name; 2 to 4, all of one region.
   *
   * @default 2
   */
  readonly zones?: number | readonly string[];
  /**
   * The way out. With `none` there are isolated subnets only, and functions run there; with NAT gateways there are
   * public and private subnets too, and functions run in the private ones. A NAT gateway costs by the hour.
   *
   * @default "none"
   */
  readonly nat?: "none" | "single" | "one per zone";
  /**
   * Services that get an endpoint from the start: `["sqs", "s3"]`. Without a way out, a service that a link needs gets
   * one without being listed. Interface endpoints cost by the hour and zone; those of `s3` and `dynamodb` are free. Whatever
   * comes through one has to bring keys of this account, where callers of the service always sign: `aws:PrincipalAccount`.
   *
   * @default []
   */
  readonly endpoints?: readonly string[];
  /**
   * Zones that each interface endpoint is in: one is cheaper, all of them outlive the loss of a zone.
   *
   * @default all zones
   */
  readonly endpointZones?: number;
  /**
   * Changes the arguments of the children, after all defaults. The VPC is a component that the awsx provider makes on its own side: its
   * arguments can be changed here, but its subnets, route tables and gateways are out of reach of any transform.
   */
  readonly transform?: NetworkTransform;
}

/** Instead of all the other arguments. */
export interface AdoptingArgs {
  readonly adopted: AdoptedNetwork;
}

export const adoptingArgs = object<AdoptingArgs>({ adopted: adoptedNetwork });

export const networkArgs = object<NetworkArgs & Partial<AdoptingArgs>>({
  adopted: adoptedNetwork.optional(),
  cidr: text('an IPv4 range, such as "10.0.0.0/16"').optional(),
  zones: either(
    (value) => typeof value === "number",
    list(text('the name of a zone, "eu-west-1a"'), "a number of zones, or a list of their names"),
  ).optional(),
  nat: oneOf("none", "single", "one per zone").optional(),
  endpoints: list(text('a service, "sqs"'), 'a list of AWS services, such as ["sqs"]').optional(),
  endpointZones: number("a number of zones").optional(),
  transform: transformShape(networkChildren),
});
