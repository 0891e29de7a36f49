import type { BlockList } from "node:net";
import type { Pattern } from "../../../languages/patterns/compile-pattern";
import type { Json } from "./shapes";

/** What rules name by ARN. Asked for at each request where it may change without the web ACL. */
export interface Stored {
  ipSet(arn: string): BlockList | undefined;
  /** The expressions of a regex pattern set. */
  patterns(arn: string): readonly Pattern[] | undefined;
  ruleGroup(arn: string): RuleGroupRecord | undefined;
}

export interface RuleGroupRecord {
  readonly arn: string;
  readonly name: string;
  /** The resource's inputs. */
  readonly inputs: Json;
}
