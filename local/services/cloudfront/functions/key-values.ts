/** What a function reads of the key value store that it is associated with. */
export interface KeyValues {
  /** By which a function may name it: the last part of its ARN. */
  readonly id: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly values: ReadonlyMap<string, string>;
}
