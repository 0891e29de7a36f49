/** A role as it lies in storage; policies as the program wrote them. */
export interface RoleRecord {
  readonly name: string;
  readonly arn: string;
  readonly uniqueId: string;
  readonly trust: string;
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A customer-managed policy. */
export interface PolicyRecord {
  readonly arn: string;
  readonly name: string;
  readonly policyId: string;
  readonly policy: string;
}
