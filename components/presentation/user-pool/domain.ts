import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { input, isData, object, oneOf, text } from "../../core/args/args-shape";

/** Where Cognito's own pages and its OAuth endpoints are. */
export type UserPoolDomain = PrefixDomain | OwnDomain;

interface Pages {
  /**
   * `"classic"`: the hosted UI. `"managed"`: managed login, which has more languages and ways to look, on the Essentials
   * plan.
   *
   * @default "classic", with `branding` "managed"
   */
  readonly pages?: "classic" | "managed";
}

/** `https://<prefix>.auth.<region>.amazoncognito.com` */
export interface PrefixDomain extends Pages {
  /** 1 to 63 lower-case letters, digits and hyphens, that nobody else has in the region; without aws, amazon and cognito. */
  readonly prefix: string;
}

/** A domain of one's own. Cognito asks for an address (A record) of its parent: of `example.com` for `auth.example.com`. */
export interface OwnDomain extends Pages {
  /** `"auth.example.com"` */
  readonly name: string;
  /** ARN of a certificate for it that is issued, in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
  /** Of the hosted zone in Route 53 that gets its alias record. @default none: the record is made elsewhere */
  readonly zoneId?: pulumi.Input<string>;
}

const pages = oneOf("classic", "managed").optional();
const prefixed = object<PrefixDomain>(
  { prefix: text("the start of a name"), pages },
  "{ name, certificateArn, zoneId?, pages? }",
);
const owned = object<OwnDomain>({
  name: text("a domain"),
  certificateArn: input(text("the ARN of a certificate")),
  zoneId: input(text("the id of a hosted zone")).optional(),
  pages,
});

const isOwn = (value: unknown): boolean => isData(value) && ("name" in value || "certificateArn" in value);

export const domainShape = z
  .unknown()
  .superRefine((value, context) => {
    for (const issue of (isOwn(value) ? owned : prefixed).safeParse(value).error?.issues ?? [])
      context.addIssue({ ...issue });
  })
  .optional();

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html (read 2026-11) */
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const KEPT = ["aws", "amazon", "cognito"] as const;
const NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** @throws {ArgsError} for names that Cognito refuses, and for a certificate elsewhere than in us-east-1. */
export const checkDomain = (component: string, domain: UserPoolDomain): void => {
  const refuse = (key: string, rule: string): never => {
    throw new ArgsError(component, `domain.${key}`, rule);
  };
  if ("prefix" in domain) {
    const { prefix } = domain;
    if (!PREFIX.test(prefix))
      refuse(
        "prefix",
        `must be 1 to 63 lower-case letters, digits and hyphens, none at the ends (it is ${JSON.stringify(prefix)})`,
      );
    const kept = KEPT.find((word) => prefix.includes(word));
    if (kept !== undefined)
      refuse("prefix", `must not contain ${KEPT.join(", ")}, which AWS keeps (it is "${prefix}")`);
    return;
  }
  const { name, certificateArn } = domain;
  if (!NAME.test(name) || name.split(".").length < 3)
    refuse("name", `must be a domain below another one, such as "auth.example.com" (it is ${JSON.stringify(name)})`);
  if (typeof certificateArn === "string" && !/^arn:[^:]+:acm:us-east-1:/.test(certificateArn))
    refuse("certificateArn", `must be of a certificate in us-east-1, wherever the pool is (it is "${certificateArn}")`);
};
