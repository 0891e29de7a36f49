import { createHash } from "node:crypto";
import type * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";

/** What no caller of the API can notice: what it is called, what it costs, how it is imported. */
const UNNOTICED: ReadonlySet<string> = new Set<keyof apigateway.RestApiArgs>([
  "name",
  "description",
  "tags",
  "region",
  "failOnWarnings",
  "putRestApiMode",
]);

/**
 * Changes with whatever a caller can notice of an API, and with nothing else: a deployment is a copy of the API as it
 * was, so that each such change needs a new one. Whatever the provider may let one set later counts.
 */
export const deployedHash = (args: apigateway.RestApiArgs): pulumi.Output<string> => {
  const noticed = Object.entries(args).filter(([key, value]) => value !== undefined && !UNNOTICED.has(key));
  const inOrder = noticed.sort(([a], [b]) => (a < b ? -1 : 1));
  return pulumi.jsonStringify(inOrder).apply((deployed) => createHash("sha256").update(deployed).digest("hex"));
};
