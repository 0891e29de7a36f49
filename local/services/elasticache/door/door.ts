import { verifyToken } from "../../../access/connect-token";
import type { Cloud } from "../../../cloud/cloud";
import type { UserRules } from "../access-string";
import { readAccessString } from "../access-string";
import type { CacheRecord } from "../cache-record";
import type { Users } from "../users";

export interface Visitor {
  readonly name: string;
  readonly rules: UserRules;
  /** Signed in by an IAM token, which is good for so long. */
  readonly byToken: boolean;
}

/** The way into a cache. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly readerPort: number | undefined;
  /** Whether it speaks the protocol of clusters. */
  readonly cluster: boolean;
  /** Who has not signed in, where the cache has no users. */
  readonly anybody: Visitor | undefined;
  now(): number;
  warn(text: string): void;
  /** Who signs in; `undefined` when refused, with a line in the log that says why. */
  admit(user: string, password: string): Visitor | undefined;
}

export const doorOf = (cloud: Cloud, users: Users, cache: CacheRecord): Door => ({
  ...cache,
  anybody:
    cache.userGroup === undefined
      ? { name: "default", rules: readAccessString("on ~* +@all"), byToken: false }
      : undefined,
  now: () => cloud.clock.now(),
  warn: (text) => cloud.log.warn("elasticache", `${cache.name}: ${text}`),
  admit(name, password) {
    const found = admitted(cloud, users, cache, name, password);
    if (typeof found !== "string") return found;
    cloud.log.warn("elasticache", `${cache.name} refused ${name}: ${found}`);
    return undefined;
  },
});

const admitted = (cloud: Cloud, users: Users, cache: CacheRecord, name: string, password: string): Visitor | string => {
  if (cache.userGroup === undefined) return "the cache has no user group, and whoever reaches it needs no password";
  const user = users.named(cache.userGroup, name);
  if (!user) return `its user group ${cache.userGroup} has no such user`;
  const rules = readAccessString(user.accessString);
  if (!rules.on) return "the user is off";
  if (user.authentication.kind === "none") return { name, rules, byToken: false };
  if (user.authentication.kind === "password")
    return user.authentication.passwords.includes(password) ? { name, rules, byToken: false } : "the password is wrong";
  const missing = missingForToken(cloud, cache, user, password);
  return missing ?? { name, rules, byToken: true };
};

/** fidelity: docs: ElastiCache user guide, "Authenticating with IAM": elasticache:Connect on the cache and on the user */
const missingForToken = (
  { access, clock, region }: Cloud,
  cache: CacheRecord,
  user: { readonly id: string; readonly arn: string },
  token: string,
): string | undefined => {
  if (!cache.tls) return "IAM authentication needs TLS";
  const result = verifyToken({
    token,
    service: "elasticache",
    authorities: [cache.name],
    query: { User: user.id, ResourceType: cache.serverless ? "ServerlessCache" : null },
    region,
    now: clock.now(),
    access,
  });
  if (!result.valid) return result.reason;
  for (const resource of [cache.arn, user.arn]) {
    const decision = access.decide(result.principal, { action: "elasticache:Connect", resource });
    if (!decision.allowed)
      return `${result.principal.arn} may not elasticache:Connect on ${resource}, ${decision.reason}`;
  }
  return undefined;
};
