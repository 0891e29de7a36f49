import * as pulumi from "@pulumi/pulumi";
import { type CacheField, variable } from "../../contracts/environment";
import type { Link } from "../../core/rights/link";
import type { SecurityGroupTarget } from "../../core/security-group-target";
import type { Watched } from "../../core/widget";
import type { CachePlace, CacheVerb } from "./users";

interface Linked {
  readonly cache: string;
  readonly verb: CacheVerb;
  readonly prefix: string;
  readonly place: CachePlace;
  readonly user: { readonly id: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  readonly target: SecurityGroupTarget;
  readonly dependsOn: readonly pulumi.Resource[];
  readonly watched: Watched;
}

/**
 * The right to sign in as one user of a cache by IAM token; what that user may do is in its access string.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html (read 2026-11)
 */
export const cacheLink = ({ cache, verb, prefix, place, user, target, dependsOn, watched }: Linked): Link => ({
  description: `${verb.replace("-", " and ")} ${prefix === "" ? "all keys" : `keys ${prefix}*`} of cache ${cache}`,
  grants: [{ actions: ["elasticache:Connect"], resources: [place.arn, user.arn] }],
  environment: (link) => {
    const at = (field: CacheField) => variable(link, field);
    return {
      [at("CACHE_HOST")]: place.host,
      [at("CACHE_PORT")]: pulumi.output(place.port).apply(String),
      [at("CACHE_USER")]: user.id,
      [at("CACHE_KIND")]: place.kind,
      [at("CACHE_NAME")]: place.name,
      ...(prefix !== "" && { [at("CACHE_PREFIX")]: prefix }),
    };
  },
  reaches: target,
  dependsOn,
  watched,
});
