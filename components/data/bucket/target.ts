import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { list, object, text } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import type { RouteContext, Target } from "../../core/target";
import { keyGrants, type LinkedBucket, objectsOf } from "./links";
import { checkPrefix } from "./prefix";
import { s3GetIntegration } from "./s3-integration";

export interface ObjectArgs {
  /**
   * Content types of objects that are no text, `["image/png", "application/pdf"]`. The objects of the route are then taken for
   * binary, all of them; texts would be garbled. @default none: texts, in UTF-8
   */
  readonly binary?: readonly string[];
}

const shape = object<ObjectArgs>({
  binary: list(text("a content type"), 'a list of content types, ["image/png"]').optional(),
});

const PARAMETER = /\{([A-Za-z0-9._:-]+)\+?\}/g;

/**
 * Where a route gives an object out, without a function.
 *
 * @param template The key, with parameters of the route's path: `info/{page}`.
 * @throws {ArgsError} for a template that no key fits.
 */
export const objectTarget = (linked: LinkedBucket, template: string, args: ObjectArgs = {}): Target => {
  const { plan, bucket } = linked;
  const { name } = plan;
  checkArgs(name, args, shape);
  const parameters = [...String(template).matchAll(PARAMETER)].map(([, parameter = ""]) => parameter);
  const literal = String(template)
    .split(PARAMETER)
    .filter((_, index) => index % 2 === 0);
  const prefix = literal[0] ?? "";
  checkPrefix(name, "object", template);
  if (template === "" || template.split("/").includes("") || literal.some((part) => /[{}%#\\]/.test(part)))
    throw new ArgsError(
      name,
      "object",
      `must be a key with parameters of the route, "info/{page}" (it is ${JSON.stringify(template)})`,
    );
  return {
    description: `bucket ${name}`,
    grants: [
      {
        actions: ["s3:GetObject"],
        resources: [
          parameters.length === 0 ? pulumi.interpolate`${bucket.arn}/${template}` : objectsOf(linked, prefix),
        ],
      },
      // For S3 to say of an object that it is absent, and not that it is forbidden; the gateway lists nothing.
      { actions: ["s3:ListBucket"], resources: [bucket.arn] },
      ...keyGrants(linked, ["kms:Decrypt"]),
    ],
    refuses: ({ method, parameters: given }) => {
      if (method !== "GET")
        return `must be a function or another target: a bucket gives out objects by GET alone (it is ${method})`;
      const missing = parameters.find((parameter) => !given.includes(parameter));
      return missing === undefined
        ? undefined
        : `must name parameters of the path: it has no {${missing}}, which the key ${template} is made of`;
    },
    integrate: ({ credentials, region, partition }: RouteContext) => {
      if (credentials === undefined) throw new Error(`a route to bucket ${name} needs the credentials of a role`);
      return pulumi
        .all([bucket.bucket, region, partition, credentials] as const)
        .apply(([bucketName, region, partition, credentials]) =>
          s3GetIntegration({
            bucketName,
            template,
            parameters,
            region,
            partition,
            credentials,
            binary: args.binary ?? [],
          }),
        );
    },
  };
};
