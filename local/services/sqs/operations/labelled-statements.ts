import type { Queue } from "../queue/queue";

/** A statement of a queue's policy, as it was written. */
interface LabelledStatement {
  readonly Sid?: string;
}

interface WrittenPolicy {
  readonly Statement?: LabelledStatement | readonly LabelledStatement[];
}

const policyOf = ({ record }: Queue): WrittenPolicy => JSON.parse(record.attributes.Policy ?? "{}"); // checked when it was set

/** The statements of a queue's policy, which AddPermission labels. */
export const labelledStatements = (queue: Queue): readonly LabelledStatement[] =>
  [policyOf(queue).Statement ?? []].flat();

/** The text of the queue's policy with these statements; empty without any, which takes it away. */
export const withStatements = (queue: Queue, Statement: readonly LabelledStatement[]): string => {
  if (Statement.length === 0) return "";
  // fidelity: observed: the policy that AddPermission makes
  const made = { Version: "2008-10-17", Id: `${queue.arn}/SQSDefaultPolicy` };
  return JSON.stringify({ ...made, ...policyOf(queue), Statement });
};
