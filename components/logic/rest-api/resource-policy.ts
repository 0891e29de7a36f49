import { isIP } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { accountsShape, checkAccounts } from "../../core/args/accounts";
import { ArgsError } from "../../core/args/args-error";
import { input, list, object, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import type { Statement } from "../../core/rights/policy-document";
import type { ApiEndpoint } from "./endpoint";
import type { PlannedRoute } from "./planned-route";

/**
 * From where an API may be called, and by which accounts, before any authorizer is asked. Whoever comes from elsewhere is
 * refused (403), on preflights and mocks too.
 */
export interface ApiPolicy {
  /** Addresses and ranges of the internet, IPv4 and IPv6, `["192.0.2.0/24"]`; for an API that is not private. @default all */
  readonly sourceIps?: readonly string[];
  /** Ids of interface endpoints of `execute-api`, for a private API. @default [] */
  readonly vpcEndpoints?: readonly pulumi.Input<string>[];
  /** Ids of VPCs with such an endpoint, for a private API, besides `vpcEndpoints`. @default [] */
  readonly vpcs?: readonly pulumi.Input<string>[];
  /**
   * Other accounts whose principals may call routes of `auth: "iam"`, as far as their own policies let them. Its own
   * account needs no more than those.
   *
   * @default []
   */
  readonly accounts?: readonly string[];
}

const ids = (example: string) => list(input(text(`an id, "${example}"`)), `a list of ids, ["${example}"]`).optional();

export const apiPolicyShape = object<ApiPolicy>({
  sourceIps: list(text("an address or a range"), 'a list of addresses and ranges, ["192.0.2.0/24"]').optional(),
  vpcEndpoints: ids("vpce-0123456789abcdef0"),
  vpcs: ids("vpc-0123456789abcdef0"),
  accounts: accountsShape,
}).optional();

export interface PlannedPolicy extends Required<ApiPolicy> {
  /** Whether everybody may call who comes from there: routes ask for no signature. */
  readonly open: boolean;
}

interface Served {
  readonly endpoint: ApiEndpoint;
  readonly sitesOnly: boolean;
  readonly cors: boolean;
  readonly routes: readonly Pick<PlannedRoute<unknown>, "key" | "auth">[];
}

/**
 * @throws {ArgsError} for what is no address, id or account; for a private API whose networks are not named; for a policy
 * that would let in more than it says.
 */
export const planPolicy = (
  name: string,
  policy: ApiPolicy | undefined,
  { endpoint, sitesOnly, cors, routes }: Served,
): PlannedPolicy | undefined => {
  const { sourceIps = [], vpcEndpoints = [], vpcs = [], accounts = [] } = policy ?? {};
  const isPrivate = endpoint === "private";
  if (isPrivate && vpcEndpoints.length + vpcs.length === 0)
    throw new ArgsError(
      name,
      "policy",
      `must be { vpcEndpoints: ["vpce-…"] } or { vpcs: ["vpc-…"] } for endpoint "private", which no network reaches otherwise`,
    );
  if (policy === undefined) return undefined;
  const refuse = (at: string, rule: string): never => {
    throw new ArgsError(name, `policy${at}`, rule);
  };
  if (sitesOnly)
    refuse(
      "",
      "must be absent with sitesOnly, for all requests come from CloudFront then; a WebAcl of the site tells visitors apart",
    );
  if (sourceIps.length + vpcEndpoints.length + vpcs.length + accounts.length === 0)
    refuse("", "must name who may call, { sourceIps }, { vpcEndpoints }, { vpcs } or { accounts }, or be absent");
  if (isPrivate && sourceIps.length > 0)
    refuse(".sourceIps", "must be absent for a private API: the security group of the endpoint knows addresses");
  if (!isPrivate && vpcEndpoints.length + vpcs.length > 0)
    refuse(
      vpcs.length > 0 ? ".vpcs" : ".vpcEndpoints",
      `must be absent, or endpoint has to be "private" (it is "${endpoint}")`,
    );
  checkEach(name, "sourceIps", sourceIps, isRange, 'an address or a range, "192.0.2.0/24" or "2001:db8::/32"');
  checkEach(
    name,
    "vpcEndpoints",
    vpcEndpoints,
    (id) => /^vpce-[0-9a-f]{8,17}$/.test(id),
    'the id of an endpoint, "vpce-0123456789abcdef0"',
  );
  checkEach(name, "vpcs", vpcs, (id) => /^vpc-[0-9a-f]{8,17}$/.test(id), 'the id of a VPC, "vpc-0123456789abcdef0"');
  checkAccounts(name, ["policy", "accounts"], accounts);
  return { sourceIps, vpcEndpoints, vpcs, accounts, open: !asksForSignatures(name, { accounts, cors, routes }) };
};

/** AWS lets everybody who signs call what the policy allows to everybody: the two kinds of routes need two policies. */
const asksForSignatures = (
  name: string,
  { accounts, cors, routes }: Pick<Served, "cors" | "routes"> & { readonly accounts: readonly string[] },
): boolean => {
  const signed = routes.filter(({ auth }) => auth === "iam");
  const [other] = routes.filter(({ auth }) => auth !== "iam");
  if (signed.length === 0 && accounts.length > 0)
    throw new ArgsError(
      name,
      "policy.accounts",
      `must be absent where no route has auth "iam": nothing else tells accounts`,
    );
  if (signed.length > 0 && other)
    throw new ArgsError(
      name,
      `routes[${JSON.stringify(other.key)}].auth`,
      `must be "iam" as that of ${signed[0]?.key} is, where the API has a policy: what it allows to everybody would open the signed routes to every account of AWS; make two APIs`,
    );
  if (signed.length > 0 && cors)
    throw new ArgsError(
      name,
      "cors",
      `must be absent with a policy and routes of auth "iam": preflights bear no signature`,
    );
  return signed.length > 0;
};

const checkEach = (
  name: string,
  at: keyof ApiPolicy,
  values: readonly pulumi.Input<string>[],
  fits: (value: string) => boolean,
  rule: string,
): void => {
  for (const [index, value] of values.entries())
    if (typeof value === "string" && !fits(value))
      throw new ArgsError(name, argsPath(["policy", at, index]), `must be ${rule} (it is ${JSON.stringify(value)})`);
};

const isRange = (range: string): boolean => {
  const [address = "", size, ...more] = range.split("/");
  const family = address.includes("%") ? 0 : isIP(address);
  if (family === 0 || more.length > 0) return false;
  return size === undefined || (/^\d{1,3}$/.test(size) && Number(size) <= (family === 4 ? 32 : 128));
};

const EVERYTHING = { Action: "execute-api:Invoke", Resource: "*" } as const;

/**
 * All resources of the policy are the API's own, whose ARN is not known before it is made; `execute-api:/*` would be
 * written out by AWS and differ ever after.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html (read 2026-11)
 */
export const policyStatements = (
  { sourceIps, vpcEndpoints, vpcs, accounts, open }: PlannedPolicy,
  partition: pulumi.Output<string>,
): Statement[] => {
  // All of them have to differ: whoever fits one of the lists is let in.
  const elsewhere = {
    ...(sourceIps.length > 0 && { NotIpAddress: { "aws:SourceIp": [...sourceIps] } }),
    ...(vpcEndpoints.length + vpcs.length > 0 && {
      StringNotEquals: {
        ...(vpcEndpoints.length > 0 && { "aws:SourceVpce": [...vpcEndpoints] }),
        ...(vpcs.length > 0 && { "aws:SourceVpc": [...vpcs] }),
      },
    }),
  };
  return [
    ...(open ? [{ Sid: "AllowCallers", Effect: "Allow", Principal: "*", ...EVERYTHING } as const] : []),
    ...(accounts.length > 0
      ? [
          {
            Sid: "AllowAccounts",
            Effect: "Allow",
            Principal: { AWS: accounts.map((id) => partition.apply((name) => `arn:${name}:iam::${id}:root`)) },
            ...EVERYTHING,
          } as const,
        ]
      : []),
    ...(Object.keys(elsewhere).length > 0
      ? [{ Sid: "DenyElsewhere", Effect: "Deny", Principal: "*", ...EVERYTHING, Condition: elsewhere } as const]
      : []),
  ];
};
