import type { Configurations } from "../configurations/configurations";
import type { Tag } from "./tag";

export interface Bucket extends Configurations {
  readonly name: string;
  readonly created: number;
  /** Resource policy as the program wrote it. */
  readonly policy?: string;
  /** Absent: it never was. */
  readonly versioning?: "Enabled" | "Suspended";
  /** Kept; nobody pays. */
  readonly payer?: "BucketOwner" | "Requester";
  readonly tags?: readonly Tag[];
}
