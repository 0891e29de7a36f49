import type * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, number, object } from "../../core/args/args-shape";
import { wholeNumber } from "../../core/args/whole-number";
import type { Statement } from "../../core/rights/policy-document";
import type { MakeRestApiChild, RestApiNodes } from "./children";
import type { ApiEndpoint } from "./endpoint";
import type { PlannedRoute } from "./planned-route";

/** The secret by which an API knows its sites. AWS makes it; it is in the state of the stack, encrypted, and nowhere else. */
export interface SiteSecret {
  /**
   * Its number, from 1. One more, and sites send another one. Those before and after it are good as well, so that no
   * request fails while API and distributions change, in whatever order.
   */
  readonly secret: number;
}

export interface SiteHeader {
  readonly name: string;
  readonly value: pulumi.Output<string>;
}

export const sitesOnlyShape = either(
  (value) => typeof value === "boolean",
  object<SiteSecret>({ secret: number("a whole number from 1") }, "true, false"),
).optional();

/**
 * Of the headers that CloudFront adds to requests, the one that a resource policy can ask for. It overrides the viewer's.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html,
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html (read 2026-11)
 */
const HEADER = { name: "Referer", condition: "aws:Referer" } as const;

/**
 * The numbers of the secrets that count: that of now, the one after it, which the API knows before a site sends it, and
 * the one before it, which a site still sends while the API has changed.
 *
 * @throws {ArgsError} for a number that is none, and for routes that a distribution cannot reach.
 */
export const planSitesOnly = (
  name: string,
  given: boolean | SiteSecret | undefined,
  {
    routes,
    endpoint,
  }: { readonly routes: readonly Pick<PlannedRoute<unknown>, "key" | "auth">[]; readonly endpoint: ApiEndpoint },
): readonly number[] => {
  if (given === undefined || given === false) return [];
  if (endpoint !== "regional")
    throw new ArgsError(name, "endpoint", `must be "regional" where sitesOnly is set: ${UNFIT[endpoint]}`);
  const signed = routes.find(({ auth }) => auth === "iam");
  if (signed !== undefined)
    throw new ArgsError(
      name,
      `routes[${JSON.stringify(signed.key)}].auth`,
      `must be "none" or an authorizer where sitesOnly is set: a distribution calls the API by another name than the one that was signed (it is "iam")`,
    );
  const secret = given === true ? 1 : wholeNumber(name, "sitesOnly.secret", given.secret, 1, 1_000_000);
  return [secret, secret + 1, ...(secret === 1 ? [] : [secret - 1])];
};

const UNFIT = {
  private: "no distribution reaches a private API",
  edge: "a distribution of AWS's own would stand behind that of the site",
} as const;

/** API keys of no usage plan: nothing else makes a random value on AWS's side, free of charge. */
export const createSiteSecrets = (
  make: MakeRestApiChild,
  { name, siteSecrets }: { readonly name: string; readonly siteSecrets: readonly number[] },
): RestApiNodes["siteSecrets"] =>
  Object.fromEntries(
    siteSecrets.map((number) => [
      String(number),
      make("siteSecrets", `site-secret-${number}`, { description: `What sites of ${name} send; opens no route` }),
    ]),
  );

/**
 * Allows everybody and then denies whoever does not bring one of the secrets. All resources of the policy are the API's
 * own, whose ARN is not known before it is made; `execute-api:/*` would be written out by AWS and differ ever after.
 */
export const siteStatements = (secrets: RestApiNodes["siteSecrets"]): Statement[] => {
  const values = Object.values(secrets).map(secretOf);
  if (values.length === 0) return [];
  const everybody = { Principal: "*", Action: "execute-api:Invoke", Resource: "*" } as const;
  return [
    { Sid: "AllowSites", Effect: "Allow", ...everybody },
    {
      Sid: "DenyPastSites",
      Effect: "Deny",
      ...everybody,
      Condition: { StringNotEquals: { [HEADER.condition]: values } },
    },
  ];
};

export const siteHeader = (
  { siteSecrets: [now] }: { readonly siteSecrets: readonly number[] },
  secrets: RestApiNodes["siteSecrets"],
): SiteHeader | undefined => {
  const secret = now === undefined ? undefined : secrets[now];
  return secret && { name: HEADER.name, value: secretOf(secret) };
};

const secretOf = ({ value }: apigateway.ApiKey): pulumi.Output<string> => pulumi.secret(value);
