import type { PolicyDocument } from "./access";

/** A role as IAM keeps it. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** `AROA…`, the first half of a session's user id. */
  readonly uniqueId: string;
  readonly trust: PolicyDocument;
  /** The same array until a policy of the role changes: decisions are cached by its identity. */
  readonly policies: readonly PolicyDocument[];
}

/** Where access finds roles, now: the IAM service. */
export interface Roles {
  find(name: string): Role | undefined;
}
