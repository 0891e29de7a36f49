import type { MakeWebAclChild, WebAclNodes } from "./children";
import type { ManagedSettings } from "./managed-rules";
import { RATE, type WebAclPlan } from "./plan";
import { type Statement, statementOf } from "./statement";

/** Metrics of each; no samples of requests, which would hold what the logs leave out. */
export const visibility = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});

/** Own rules, the rate, those of AWS: whom an own rule allows is asked nothing more. */
export const createRules = (
  make: MakeWebAclChild,
  plan: WebAclPlan,
): { rules: Rule[]; ipSets: WebAclNodes["ipSets"] } => {
  const ipSets: Record<string, WebAclNodes["ipSets"][string]> = {};
  const own = Object.entries(plan.rules).map(([name, { when, action }]) => {
    const statement = statementOf(when, (version, addresses) => {
      let key = `${name}-${version}`;
      for (let number = 2; key in ipSets; number++) key = `${name}-${version}-${number}`;
      const set = make("ipSets", key, {
        scope: plan.scope,
        ipAddressVersion: version === "ipv4" ? "IPV4" : "IPV6",
        addresses: [...addresses],
        ...(plan.region && { region: plan.region }),
      });
      ipSets[key] = set;
      return set.arn;
    });
    return { name, statement, action: { [action]: {} } };
  });
  const all = [...own, ...rateRules(plan), ...plan.managed.map(managedRule)];
  return {
    rules: all.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(rule.name) })),
    ipSets,
  };
};

type Rule = Readonly<Record<string, unknown>> & { readonly name: string };

const rateRules = ({ rate }: WebAclPlan): Rule[] => {
  if (rate === undefined) return [];
  const scopeDownStatement: Statement | undefined =
    rate.path === undefined ? undefined : statementOf({ path: rate.path }, () => unreachable());
  const rateBasedStatement = {
    limit: rate.limit,
    aggregateKeyType: "IP",
    evaluationWindowSec: rate.windowSeconds,
    ...(scopeDownStatement && { scopeDownStatement }),
  };
  return [{ name: RATE, statement: { rateBasedStatement }, action: { [rate.count ? "count" : "block"]: {} } }];
};

const unreachable = (): never => {
  throw new Error("a path needs no set of addresses");
};

const managedRule = ({ name, counts }: ManagedSettings): Rule => ({
  name,
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ...(counts !== "all" &&
        counts.length > 0 && {
          ruleActionOverrides: counts.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        }),
    },
  },
  overrideAction: counts === "all" ? { count: {} } : { none: {} },
});
