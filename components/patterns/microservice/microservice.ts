import * as pulumi from "@pulumi/pulumi";
import { childName, componentType } from "../../core/component/naming";
import { isPlan } from "../../core/component/plan";
import type { Receiver } from "../../core/receiver";
import type { Watched, Widget } from "../../core/widget";
import { LambdaFunction } from "../../logic/function/lambda-function";
import type { LambdaFunctionPlan } from "../../logic/function/plan";
import { RestApi } from "../../logic/rest-api/rest-api";
import { StreamConsumer } from "../../logic/stream-consumer/stream-consumer";
import { EventRule } from "../../messaging/event-rule/event-rule";
import { Queue } from "../../messaging/queue/queue";
import type { MicroserviceArgs } from "./args";
import { type MicroservicePlan, planMicroservice } from "./plan";

/**
 * A service that owns its API, its data and its events: mounted on a platform under its name, with what it tells others
 * and what it does when others tell of something. Services know contracts, and never each other.
 *
 * Composes RestApi, StreamConsumer with its outbox, and an EventRule for each thing that it consumes.
 *
 * @throws {ArgsError} for what one of its parts would refuse, for a path or an event that another service has, and for an
 * endpoint that the platform's network lacks, before anything of it is registered.
 * @example
 * new Microservice("payments", {
 *   platform,
 *   routes: { "GET /payments/{bookingId}": { to: getPayment } },
 *   publishes: { events: [PaymentSettled], table: ledger, outbox: { entry: "handlers/payments/outbox.handler.ts" } },
 *   consumes: { charge: { on: SeatsReserved, to: charge } },
 * });
 */
export class Microservice extends pulumi.ComponentResource implements Watched {
  /** Of its API with its mount, under the platform's domain where it has one: `https://…/payments`; absent without routes. */
  readonly url: pulumi.Output<string> | undefined;
  readonly api: RestApi | undefined;
  readonly outbox: StreamConsumer | undefined;
  /** By the names of what it consumes. */
  readonly rules: Readonly<Record<string, EventRule>>;
  readonly plan: MicroservicePlan;

  constructor(name: string, args: MicroserviceArgs | MicroservicePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planMicroservice(name, args);
    super(componentType("Microservice"), name, {}, opts);
    this.plan = plan;
    const parent = { parent: this };
    this.api = plan.api && new RestApi(name, plan.api, parent);
    this.url = this.api && (plan.platform.domain?.map(this.api.plan.stage, this.api) ?? this.api.url);
    this.outbox = createOutbox(this, plan);
    this.rules = Object.fromEntries(
      plan.consumers.map(({ key, rule, to }) => {
        const receiver = receiverOf(this, to);
        return [key, new EventRule(rule.name, { ...rule, to: receiver }, parent)];
      }),
    );
    plan.platform.take({ service: name, mount: plan.mount, publishes: plan.publishes?.events ?? [] }, this);
    this.registerOutputs({ url: this.url });
  }

  widgets(): Widget[] {
    return this.api?.widgets() ?? [];
  }

  /** All that it is made of. */
  behind(): Watched[] {
    return [...(this.api?.behind() ?? []), ...(this.outbox ? [this.outbox] : []), ...Object.values(this.rules)];
  }
}

const receiverOf = (parent: pulumi.Resource, to: Receiver | LambdaFunctionPlan): Receiver =>
  isPlan<"LambdaFunction", LambdaFunctionPlan>("LambdaFunction", to) ? new LambdaFunction(to.name, to, { parent }) : to;

/** Changes that could not be announced are named in a queue, with an alarm on it. */
const createOutbox = (parent: pulumi.Resource, { name, publishes, topic }: MicroservicePlan) => {
  if (publishes === undefined) return undefined;
  const { table, outbox } = publishes;
  const onFailure = new Queue(childName(name, "unannounced"), topic, { parent });
  const announce = new LambdaFunction(outbox.name, outbox, { parent });
  return new StreamConsumer(
    outbox.name,
    { stream: table.stream(), function: announce, onFailure, ...topic },
    { parent },
  );
};
