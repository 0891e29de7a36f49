import type * as pulumi from "@pulumi/pulumi";
import { component, input, list, object, record, type Shape, text } from "../../core/args/args-shape";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { RestApi } from "../../logic/rest-api/rest-api";
import { Domain } from "../domain/domain";
import { type ApiDomainTransform, apiDomainChildren } from "./children";

export interface ApiDomainArgs {
  /** Whose names it has; one that is `for: "api"`. */
  readonly domain: Domain;
  /**
   * The APIs by their path below the name, of one segment or more: `{ "shop/v2": api }` answers
   * `https://api.example.com/shop/v2/…`; `""` is the name itself. The longest that fits counts. More come by `map`.
   *
   * @default {}
   */
  readonly apis?: Readonly<Record<string, RestApi>>;
  /**
   * `"TLS_1_2"`, or one of the newer policies by its name, `"SecurityPolicy_TLS13_1_3_2025_09"`, with which there are no
   * paths of several segments. @default "TLS_1_2"
   */
  readonly securityPolicy?: "TLS_1_2" | `SecurityPolicy_${string}`;
  /** Lets clients in alone that have a certificate of these authorities. @default none */
  readonly mutualTls?: MutualTls;
  /** Of the names; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: ApiDomainTransform;
}

/** An API domain that another stack made. */
export interface AdoptedApiDomain {
  /** `["api.example.com"]`, the first of which URLs have. */
  readonly names: readonly string[];
  /** As it was made with. @default "TLS_1_2" */
  readonly securityPolicy?: ApiDomainArgs["securityPolicy"];
}

/** Instead of all the other arguments. */
export interface AdoptingApiDomainArgs {
  readonly adopted: AdoptedApiDomain;
}

export interface MutualTls {
  /** A PEM file in S3 with the certificates of the authorities: `s3://bucket/key`. */
  readonly truststore: pulumi.Input<string>;
  /** Of the file, in a bucket that keeps versions: a new one is taken once it is named. @default the one that was there first */
  readonly version?: pulumi.Input<string>;
}

const securityPolicy = text('"TLS_1_2" or the name of a policy, "SecurityPolicy_TLS13_1_3_2025_09"').optional();

export const adoptingApiDomainArgs = object<AdoptingApiDomainArgs>({
  adopted: object<AdoptedApiDomain>({
    names: list(text("a name"), 'a list of names, ["api.example.com"]'),
    securityPolicy,
  }),
});

export const apiDomainShape: Shape<ApiDomainArgs> = {
  domain: component(() => Domain, 'a Domain that is for: "api"'),
  apis: record(
    component(() => RestApi, "a RestApi"),
    'APIs by path, { "shop/v2": api }',
  ).optional(),
  securityPolicy,
  mutualTls: object<MutualTls>({
    truststore: input(text('the address of a PEM file, "s3://bucket/key"')),
    version: input(text("the version of an object")).optional(),
  }).optional(),
  tags: tagsShape,
  transform: transformShape(apiDomainChildren),
};

export const apiDomainArgs = object(apiDomainShape);
