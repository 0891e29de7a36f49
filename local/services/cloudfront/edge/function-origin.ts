import { isObject, objectOf, textOf } from "../../../languages/json/json-object";
import type { Behavior, DistributionPlan, Origin, OriginTarget } from "../distribution/plan";
import { listOf } from "../distribution/read-policies";
import type { OriginChange } from "../functions/run-function";

const CHOSEN = "chosen by the function";

/** Leads a request to the origin that its function wants. */
// fidelity: docs: Helper methods for origin modification
export const withOrigin = (
  distribution: DistributionPlan,
  behavior: Behavior,
  change: OriginChange,
): { readonly distribution: DistributionPlan; readonly behavior: Behavior } => {
  const { origins } = distribution;
  if (change.kind === "select") {
    return { distribution, behavior: origins.has(change.value) ? { ...behavior, target: change.value } : behavior };
  }
  const target =
    change.kind === "update" ? updated(origins.get(behavior.target), change.value) : grouped(origins, change.value);
  return {
    distribution: { ...distribution, origins: new Map(origins).set(CHOSEN, target) },
    behavior: { ...behavior, target: CHOSEN },
  };
};

const grouped = (origins: DistributionPlan["origins"], group: Readonly<Record<string, unknown>>): OriginTarget => {
  const codes = objectOf(group.failoverCriteria).statusCodes;
  return {
    members: listOf(group.originIds).flatMap(({ originId }) => origins.get(String(originId))?.members ?? []),
    failover: new Set(Array.isArray(codes) ? codes.map(Number) : []),
  };
};

const updated = (target: OriginTarget | undefined, change: Readonly<Record<string, unknown>>): OriginTarget => {
  const [first, ...others] = target?.members ?? [];
  if (!first) return { members: [], failover: new Set() };
  return { members: [changed(first, change), ...others], failover: target?.failover ?? new Set() };
};

/** What the function does not say stays as the distribution has it. */
const changed = (origin: Origin, change: Readonly<Record<string, unknown>>): Origin => {
  const { domainName, originPath, customHeaders, connectionAttempts, originAccessControlConfig: control } = change;
  const { connectionTimeout, readTimeout } = objectOf(change.timeouts);
  const { port, protocol } = objectOf(change.customOriginConfig);
  const access = objectOf(control);
  return {
    ...origin,
    ...(domainName === undefined ? {} : { domainName: String(domainName).toLowerCase() }),
    ...(originPath === undefined ? {} : { path: textOf(originPath) ?? "" }),
    ...(isObject(customHeaders) && {
      customHeaders: Object.entries(customHeaders).map(([name, value]) => [name, String(value)] as const),
    }),
    ...(connectionAttempts === undefined ? {} : { connectionAttempts: Number(connectionAttempts) }),
    ...(connectionTimeout === undefined ? {} : { connectionTimeoutMs: Number(connectionTimeout) * 1000 }),
    ...(readTimeout === undefined ? {} : { readTimeoutMs: Number(readTimeout) * 1000 }),
    ...(port === undefined ? {} : { httpPort: Number(port), httpsPort: Number(port) }),
    ...(protocol === undefined
      ? {}
      : { protocol: protocol === "http" ? ("http-only" as const) : ("https-only" as const) }),
    ...(isObject(control) && {
      signing:
        access.enabled === true
          ? { kind: String(access.originType ?? "s3"), behavior: String(access.signingBehavior ?? "always") }
          : undefined,
    }),
  };
};
