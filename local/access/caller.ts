import type { Statement } from "./access";
import { wildcard } from "./pattern";

/** Whoever asks, as policies can name them. */
export interface Caller {
  readonly arn: string;
  readonly account: string;
  /** Of a role session, the role. */
  readonly roleArn?: string;
  readonly userId?: string;
  /** An AWS service acting for itself: `apigateway.amazonaws.com`. */
  readonly service?: string;
  /** As bucket policies may name it instead of its ARN. */
  readonly canonicalUser?: string;
  /** A provider of identities, for whom it has verified: `cognito-identity.amazonaws.com`. */
  readonly federated?: string;
  /** Condition keys that are of the caller, in every request: `cognito-identity.amazonaws.com:sub`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * How a statement's Principal fits the caller. `account` names only the account: it lets the account's own identity
 * policies decide, and denies everybody in it.
 * fidelity: docs: IAM user guide, "AWS JSON policy elements: Principal"
 */
export const principalFit = (principal: Statement["Principal"], caller: Caller): "direct" | "account" | undefined => {
  if (principal === "*") return "direct";
  if (caller.federated !== undefined) {
    return [principal?.Federated ?? []].flat().includes(caller.federated) ? "direct" : undefined;
  }
  if (caller.service !== undefined) {
    const services = [principal?.Service ?? []].flat();
    return services.includes(caller.service) || services.includes("*") ? "direct" : undefined;
  }
  const users = [principal?.CanonicalUser ?? []].flat();
  if (caller.canonicalUser !== undefined && users.includes(caller.canonicalUser)) return "direct";
  const names = [principal?.AWS ?? []].flat();
  if (names.some((name) => name === "*" || name === caller.arn || name === caller.roleArn)) return "direct";
  return names.some((name) => name === caller.account || wildcard(`arn:*:iam::${caller.account}:root`, name))
    ? "account"
    : undefined;
};
