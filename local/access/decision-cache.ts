import type { AccessRequest, Decision, PolicyDocument } from "./access";

const MAX_DECISIONS = 1_000;

/**
 * Remembers decisions for as long as the same policies are in force: policies are immutable, and a changed role has
 * a new array of them.
 */
export class DecisionCache {
  private readonly byPolicies = new WeakMap<readonly PolicyDocument[], Map<string, Decision>>();
  private readonly policyNumbers = new WeakMap<PolicyDocument, number>();
  private policies = 0;

  get(policies: readonly PolicyDocument[], who: string, request: AccessRequest, decide: () => Decision): Decision {
    let decisions = this.byPolicies.get(policies);
    if (!decisions) {
      decisions = new Map();
      this.byPolicies.set(policies, decisions);
    }
    const key = this.key(who, request);
    const known = decisions.get(key);
    if (known) return known;
    const decision = decide();
    if (decisions.size >= MAX_DECISIONS) decisions.clear();
    decisions.set(key, decision);
    return decision;
  }

  private key(who: string, request: AccessRequest): string {
    const { action, resource, context = {}, resourcePolicy, delegated, granted } = request;
    const parts = [who, action, resource, resourcePolicy ? String(this.numberOf(resourcePolicy)) : ""];
    parts.push(`${delegated} ${granted}`);
    parts.push(JSON.stringify(context)); // callers choose some of the values: they must not look like others
    return parts.join("\0");
  }

  private numberOf(policy: PolicyDocument): number {
    let number = this.policyNumbers.get(policy);
    if (number === undefined) {
      number = ++this.policies;
      this.policyNumbers.set(policy, number);
    }
    return number;
  }
}
