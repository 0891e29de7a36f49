import { ArgsError } from "../../core/args/args-error";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { checkTags, type Tags } from "../../core/args/tags";
import { isAdopting } from "../../core/component/adopting";
import { type Plan, planned } from "../../core/component/plan";
import type { RestApi } from "../../logic/rest-api/rest-api";
import type { Domain } from "../domain/domain";
import {
  type AdoptingApiDomainArgs,
  type ApiDomainArgs,
  adoptingApiDomainArgs,
  apiDomainArgs,
  type MutualTls,
} from "./args";
import type { ApiDomainTransform } from "./children";

interface Settings {
  /** One at least; URLs have the first. */
  readonly names: readonly string[];
  /** Absent where another stack made it. */
  readonly domain: Domain | undefined;
  readonly apis: Readonly<Record<string, RestApi>>;
  readonly securityPolicy: string;
  readonly mutualTls: MutualTls | undefined;
  readonly tags: Tags;
  readonly transform: ApiDomainTransform | undefined;
}

/** An API domain's arguments, checked. */
export type ApiDomainPlan = Plan<"ApiDomain", Settings>;

/** @throws {ArgsError} for paths that API Gateway refuses, and for a domain of sites. */
export const planApiDomain = (
  name: string,
  args: ApiDomainArgs | AdoptingApiDomainArgs | ApiDomainPlan,
): ApiDomainPlan =>
  planned("ApiDomain", name, args, (given: ApiDomainArgs | AdoptingApiDomainArgs) =>
    isAdopting<AdoptingApiDomainArgs>(given) ? adoptedSettings(name, given) : settings(name, given),
  );

const adoptedSettings = (name: string, args: AdoptingApiDomainArgs): Settings => {
  checkArgs(name, args, adoptingApiDomainArgs);
  const { names, securityPolicy = "TLS_1_2" } = args.adopted;
  if (names.length === 0) throw new ArgsError(name, "adopted.names", 'must be one at least, ["api.example.com"]');
  return { names, domain: undefined, apis: {}, securityPolicy, mutualTls: undefined, tags: {}, transform: undefined };
};

const settings = (name: string, args: ApiDomainArgs): Settings => {
  checkArgs(name, args, apiDomainArgs);
  const { domain, apis = {}, securityPolicy = "TLS_1_2", mutualTls, tags = {} } = args;
  if (domain.plan.for !== "api")
    throw new ArgsError(
      name,
      "domain",
      `must be for: "api" (${domain.plan.name} is for a site, and its certificate in us-east-1)`,
    );
  if (!/^(TLS_1_2|SecurityPolicy_\w+)$/.test(securityPolicy))
    throw new ArgsError(
      name,
      "securityPolicy",
      `must be "TLS_1_2" or the name of a newer policy, "SecurityPolicy_TLS13_1_3_2025_09" (it is ${JSON.stringify(securityPolicy)})`,
    );
  for (const path of Object.keys(apis)) checkPath(name, argsPath(["apis", path]), path, securityPolicy);
  if (
    mutualTls !== undefined &&
    typeof mutualTls.truststore === "string" &&
    !/^s3:\/\/[^/]+\/.+$/.test(mutualTls.truststore)
  )
    throw new ArgsError(
      name,
      "mutualTls.truststore",
      `must be the address of an object, "s3://bucket/key" (it is ${JSON.stringify(mutualTls.truststore)})`,
    );
  checkTags(name, tags);
  return { names: domain.names, domain, apis, securityPolicy, mutualTls, tags, transform: args.transform };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html (read 2026-11) */
const PATH = /^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/;
const MAX_PATH = 300;

/** @throws {ArgsError} for a path of an API that API Gateway refuses. */
export const checkPath = (name: string, at: string, path: string, securityPolicy: string): void => {
  if (path !== "" && (!PATH.test(path) || path.length > MAX_PATH))
    throw new ArgsError(
      name,
      at,
      `must be a path without slashes at its ends, "shop/v2", of ${MAX_PATH} characters at most`,
    );
  if (path.includes("/") && securityPolicy !== "TLS_1_2")
    throw new ArgsError(
      name,
      at,
      'must be of one segment, or securityPolicy "TLS_1_2": API Gateway has the others with it alone',
    );
};
