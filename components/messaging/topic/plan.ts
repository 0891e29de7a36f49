import type { EventContract } from "../../contracts/event";
import { checkArgs } from "../../core/args/check-args";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { type Plan, planned } from "../../core/component/plan";
import { type TopicArgs, topicArgs } from "./args";
import type { TopicTransform } from "./children";

interface Settings extends KeySettings {
  readonly message: EventContract | undefined;
  readonly fifo: boolean;
  readonly transform: TopicTransform | undefined;
}

/** A topic's arguments, checked and in the units of AWS. */
export type TopicPlan = Plan<"Topic", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planTopic = <Contract extends EventContract>(
  name: string,
  args: TopicArgs<Contract> | TopicPlan = {},
): TopicPlan => planned("Topic", name, args, (given: TopicArgs<Contract>) => settings(name, given));

const settings = (name: string, args: TopicArgs): Settings => {
  checkArgs(name, args, topicArgs);
  const { message, fifo = false, encryption = "aws", transform } = args;
  return { message, fifo, ...keySettings(encryption), transform };
};
