import * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { prepared } from "../../core/receiver";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import { deadLettersAlarm, deadLettersArgs, deadLettersPolicy } from "../dead-letters/dead-letters";
import type { EventRuleArgs } from "./args";
import { type EventRuleNodes, eventRuleChildren, type MakeEventRuleChild } from "./children";
import { type EventRulePlan, planEventRule } from "./plan";
import { eventRuleWidgets } from "./widgets";

const SERVICE = "events.amazonaws.com";

/**
 * Brings events of a bus, or AWS's own of the default one, to one target, with retries, a dead-letter queue and an alarm
 * on it. A role of its own may do nothing but call that target.
 *
 * @throws {ArgsError} for an event that the bus does not have, and for values out of bounds, before anything is registered.
 * @example
 * new EventRule("charge", { bus, on: SeatsReserved, where: { city: ["Ghent"] }, to: charge, retry: { attempts: 10 } });
 * new EventRule("scan", { on: { awsSource: "aws.s3", detailType: "Object Created" }, to: scan });
 */
export class EventRule<Contract extends EventContract = EventContract>
  extends pulumi.ComponentResource
  implements Watched
{
  readonly arn: pulumi.Output<string>;
  readonly deadLetters: { readonly url: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  /** What was asked for, checked. */
  readonly plan: EventRulePlan;
  readonly nodes: EventRuleNodes;

  constructor(name: string, args: EventRuleArgs<Contract> | EventRulePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planEventRule(name, args);
    super(componentType("EventRule"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(eventRuleChildren, this, name, plan.transform), plan);
    const { rule, deadLetters } = this.nodes;
    this.arn = rule.arn;
    this.deadLetters = { url: deadLetters.url, arn: deadLetters.arn };
    this.registerOutputs({ arn: this.arn, deadLetters: this.deadLetters });
  }

  widgets(): Widget[] {
    return eventRuleWidgets(this);
  }

  behind(): Watched[] {
    return watchedOf([this.plan.to]);
  }
}

const createNodes = (make: MakeEventRuleChild, plan: EventRulePlan): EventRuleNodes => {
  const { bus, pattern, to, group, inputPath, retry, enabled, alarms, name } = plan;
  const eventBusName = bus?.name;
  const rule = make("rule", undefined, {
    ...(eventBusName && { eventBusName }),
    eventPattern: pattern,
    state: enabled ? "ENABLED" : "DISABLED",
  });
  const deadLetters = make("deadLetters", "dead-letters", deadLettersArgs());
  const letIn = deadLettersPolicy(deadLetters, { service: SERVICE, sourceArn: rule.arn });
  const deadLettersPolicyMade = make("deadLettersPolicy", "dead-letters-policy", letIn);
  const role = make("role", "role", { assumeRolePolicy: trustPolicy(SERVICE) });
  const policy = make("policy", "policy", { role: role.name, policy: policyDocument(to.receives.grants) });
  const target = make(
    "target",
    "target",
    {
      ...(eventBusName && { eventBusName }),
      rule: rule.name,
      targetId: "target",
      arn: to.receives.arn,
      roleArn: role.arn,
      retryPolicy: retry,
      deadLetterConfig: { arn: deadLetters.arn },
      ...(inputPath !== undefined && { inputPath }),
      ...(group !== undefined && { sqsTarget: { messageGroupId: group } }),
    },
    // What it sends to lets it in, and what it sends with may send, before the first event.
    { dependsOn: [policy, deadLettersPolicyMade, ...prepared(to, alarms)] },
  );
  return {
    rule,
    role,
    policy,
    target,
    deadLetters,
    deadLettersPolicy: deadLettersPolicyMade,
    ...(alarms && {
      deadLettersAlarm: make(
        "deadLettersAlarm",
        "dead-letters-alarm",
        deadLettersAlarm(deadLetters, `Events of rule ${name} for ${to.description}`, alarms.topicArn),
      ),
    }),
  };
};
