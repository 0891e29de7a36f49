import type { Attributes } from "./attributes";

/** A queue as it lies in storage. */
export interface QueueRecord {
  readonly name: string;
  /** Of this life of the queue: one made anew under the same name must not inherit messages. */
  readonly id: string;
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
}
