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
  readonly description?: string | undefined;
  /** @default an hour */
  readonly maxSessionSeconds?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A customer-managed policy. */
export interface PolicyRecord {
  readonly arn: string;
  readonly name: string;
  readonly policyId: string;
  readonly policy: string;
  /** ISO 8601; absent of one that an older version of the local cloud has kept. */
  readonly createdAt?: string | undefined;
  readonly description?: string | undefined;
}
