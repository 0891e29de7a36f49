import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, input, list, object, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import { Domain } from "../domain/domain";

/** Names of one's own for a site. */
export interface SiteNames {
  /** The first one is the site's; visitors of the others are sent on to it. */
  readonly names: readonly string[];
  /** ARN of a certificate for all of them, issued in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
}

export const siteNamesShape = either(
  (value) => value instanceof Domain,
  object<SiteNames>(
    {
      names: list(text("a name"), 'a list of names, ["shop.example.com"]'),
      certificateArn: input(text("the ARN of a certificate")),
    },
    "a Domain",
  ),
).optional();

/** @throws {ArgsError} for names that are none, and for a certificate of another region. */
export const checkNames = (name: string, given: SiteNames | Domain | undefined): void => {
  if (given === undefined) return;
  if (given instanceof Domain && given.plan.for !== "site")
    throw new ArgsError(name, "domain", `must be for: "site" (${given.plan.name} is for APIs of its region)`);
  const { names, certificateArn } = given;
  if (names.length === 0) throw new ArgsError(name, "domain.names", 'must hold a name, ["shop.example.com"]');
  for (const [index, one] of names.entries())
    if (one.length > 253 || !/^(?=.*[a-z])([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/.test(one))
      throw new ArgsError(
        name,
        argsPath(["domain", "names", index]),
        `must be a name in lower case, "shop.example.com" (it is ${JSON.stringify(one)})`,
      );
  if (typeof certificateArn === "string" && !/^arn:[\w-]+:acm:us-east-1:/.test(certificateArn))
    throw new ArgsError(
      name,
      "domain.certificateArn",
      "must be that of a certificate in us-east-1, where CloudFront looks",
    );
};
