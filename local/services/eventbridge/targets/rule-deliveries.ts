import { createHash } from "node:crypto";
import { elsewhere } from "../../../access/elsewhere";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { deadLetterAttributes, retryPause, toDeadLetterQueue } from "../../deliveries/dead-letter";
import { Deliveries, Undeliverable } from "../../deliveries/deliveries";
import { isBus, sendTo, serviceOf } from "../../deliveries/target";
import type { BusEvent } from "../bus-event";
import { inputOf, valueAt } from "./input";
import type { SendingRule } from "./reserved-variables";
import type { Target } from "./target";

const SERVICE = "events.amazonaws.com";

/** An event on its way to one target of one rule. */
export interface RuleDelivery {
  readonly event: BusEvent;
  readonly rule: SendingRule;
  readonly target: Target;
  /** Buses that it has been on before this one. */
  readonly hops: number;
}

/** @param toBus brings an event to another bus of this cloud */
export const createRuleDeliveries = (
  cloud: Cloud,
  toBus: (delivery: RuleDelivery) => Promise<void>,
): Deliveries<RuleDelivery> =>
  new Deliveries<RuleDelivery>(cloud, {
    name: "events.deliveries",
    async attempt(delivery) {
      checkHere(cloud, delivery.target);
      await (isBus(delivery.target.Arn) ? toBus(delivery) : deliver(delivery, cloud));
    },
    pause: (pending) => retryPause(pending, pending.job.target.RetryPolicy ?? {}, cloud.clock.now()),
    async giveUp(pending, error) {
      const { event, rule, target } = pending.job;
      const queue = target.DeadLetterConfig?.Arn;
      const why = error instanceof Error ? error.message : String(error);
      const goes = queue === undefined ? "it is dropped" : `it goes to ${queue}`;
      cloud.log.warn(
        "events",
        `an event of ${event.source} did not reach ${target.Arn} of rule ${rule.name}: ${why}; ${goes}`,
      );
      if (queue === undefined) return;
      const about = { RULE_ARN: rule.arn, TARGET_ARN: target.Arn };
      const attributes = deadLetterAttributes(pending, error, target.RetryPolicy ?? {}, about);
      const from = { service: SERVICE, sourceArn: rule.arn };
      await toDeadLetterQueue(cloud, queue, { body: JSON.stringify(event), attributes }, from);
    },
  });

/** What a role has to be allowed, by the service of the target. */
const ACTIONS: Readonly<Record<string, string>> = {
  events: "events:PutEvents",
  kinesis: "kinesis:PutRecord",
  lambda: "lambda:InvokeFunction",
  sns: "sns:Publish",
  sqs: "sqs:SendMessage",
  states: "states:StartExecution",
};

/** @throws {Undeliverable} for a target of another account, which has to have a role that may call it */
// fidelity: docs: eb-cross-account: since March 2023 targets of another account need a role
const checkHere = (cloud: Cloud, { Arn, RoleArn }: Target): void => {
  const as = RoleArn === undefined ? undefined : cloud.access.servicePrincipal(RoleArn, SERVICE);
  try {
    const notHere = elsewhere(cloud, Arn, { as, action: ACTIONS[serviceOf(Arn)] ?? "" });
    if (notHere === undefined) return;
    throw new Undeliverable(
      as ? `${Arn} ${notHere}` : `a target of another account needs a role that ${SERVICE} may assume`,
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new Undeliverable(error.message, { cause: error });
  }
};

const deliver = async ({ event, rule, target }: RuleDelivery, cloud: Cloud): Promise<void> => {
  const text = inputOf(target, event, rule);
  if (text === undefined) {
    cloud.log.warn("events", `the input template of target ${target.Id} of rule ${rule.name} did not become JSON`);
    return;
  }
  const key = target.KinesisParameters?.PartitionKeyPath;
  const about = {
    arn: target.Arn,
    roleArn: target.RoleArn,
    service: SERVICE,
    sourceArn: rule.arn,
    messageGroupId: target.SqsParameters?.MessageGroupId,
    // fidelity: docs: KinesisParameters: the id of the event where no path is given
    partitionKey: key === undefined ? event.id : String(valueAt(event, key)),
    executionName: nameOfExecution(event, rule, target),
  };
  await sendTo(cloud, about, text);
};

/** An attempt that comes again, after a kill, does not start the workflow again. */
const nameOfExecution = (event: BusEvent, rule: SendingRule, { Id }: Target): string => {
  const place = createHash("sha256")
    .update(`${rule.arn} ${Id} ${event["replay-name"] ?? ""}`)
    .digest("hex");
  return `${event.id}_${place.slice(0, 36)}`;
};
