import type * as apigateway from "@pulumi/aws/apigateway";
import type { PlannedPolicy } from "./resource-policy";

/**
 * Where an API is reached.
 *
 * - `"regional"`: on the internet, in its region.
 * - `"edge"`: through a distribution of AWS's own, which is nearer to clients far away and caches nothing. A domain of its
 *   own then needs a certificate in us-east-1; an `ApiDomain` is regional.
 * - `"private"`: from networks with an interface endpoint of `execute-api` alone, which its `policy` names.
 */
export type ApiEndpoint = (typeof ENDPOINTS)[number];

export const ENDPOINTS = ["regional", "edge", "private"] as const;

export const endpointConfiguration = (
  endpoint: ApiEndpoint,
  policy: PlannedPolicy | undefined,
): NonNullable<apigateway.RestApiArgs["endpointConfiguration"]> => ({
  types: endpoint.toUpperCase(),
  // Each gives the API a name of its own there, beside the one that private DNS leads to it.
  ...(endpoint === "private" &&
    policy &&
    policy.vpcEndpoints.length > 0 && { vpcEndpointIds: [...policy.vpcEndpoints] }),
});
