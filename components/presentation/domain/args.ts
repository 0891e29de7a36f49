import type * as pulumi from "@pulumi/pulumi";
import { input, list, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { type DomainTransform, domainChildren } from "./children";

export interface DomainArgs {
  /** `"shop.example.com"`. Another one later is another certificate, made before the old one goes. */
  readonly name: string;
  /**
   * Further names: a site sends their visitors on to the first one, an API answers to all of them. Nine at most; `*.` in front
   * is any label. @default []
   */
  readonly others?: readonly string[];
  /** What has the name: a site, whose certificate CloudFront wants in us-east-1, or APIs of this region. @default "site" */
  readonly for?: "site" | "api";
  /**
   * The hosted zone of Route 53, in this account, that gets the records. Without one they are somebody else's to make:
   * the deployment prints them, waits for the certificate, and has them in `records`. @default none
   */
  readonly zoneId?: pulumi.Input<string>;
  /** Of the certificate; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: DomainTransform;
}

export const domainShape: Shape<DomainArgs> = {
  name: text('a name, "shop.example.com"'),
  others: list(text("a name"), 'a list of names, ["www.example.com"]').optional(),
  for: oneOf("site", "api").optional(),
  zoneId: input(text("the id of a hosted zone")).optional(),
  tags: tagsShape,
  transform: transformShape(domainChildren),
};

export const domainArgs = object(domainShape);
