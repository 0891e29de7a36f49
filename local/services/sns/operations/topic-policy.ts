import { parsePolicy } from "../../../access/policy-document";
import { defaultPolicy } from "../settings/topic-attributes";
import { invalidParameter } from "../sns-error";
import type { TopicRecord } from "../topics";

/** A statement of a policy as it is written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

interface WrittenPolicy {
  readonly Statement: readonly WrittenStatement[];
}

/** @throws {ServiceError} for text that is no policy */
export const parseTopicPolicy = (text: string): WrittenPolicy => {
  try {
    parsePolicy(text);
    const policy = JSON.parse(text) as { readonly Statement: WrittenStatement | readonly WrittenStatement[] }; // parsed just above
    return { ...policy, Statement: [policy.Statement].flat() };
  } catch {
    throw invalidParameter("Policy Error: null"); // fidelity: guess: the text
  }
};

/** The policy of a topic, its own or the one that it has without. */
export const policyTextOf = ({ arn, policy }: TopicRecord): string => policy ?? JSON.stringify(defaultPolicy(arn));
