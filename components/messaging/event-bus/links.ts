import type * as pulumi from "@pulumi/pulumi";
import { type BusField, variable } from "../../contracts/environment";
import type { EventName } from "../../contracts/event";
import type { Grant, Link } from "../../core/rights/link";

/** A bus, whoever made it. */
export interface NamedBus {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/**
 * Exactly these events, as their source. An event of another kind is refused as a whole call.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html (read 2026-11)
 */
export const putGrants = (bus: Pick<NamedBus, "arn">, events: readonly EventName[]): Grant[] =>
  [...new Set(events.map(({ source }) => source))].map((source) => ({
    actions: ["events:PutEvents"],
    resources: [bus.arn],
    condition: {
      "ForAllValues:StringEquals": {
        "events:source": [source],
        "events:detail-type": events.filter((event) => event.source === source).map(({ detailType }) => detailType),
      },
    },
  }));

export const putLink = (name: string, bus: NamedBus, events: readonly EventName[]): Link => ({
  description: `put events on bus ${name}`,
  grants: putGrants(bus, events),
  environment: (link) => ({ [variable(link, "BUS_NAME" satisfies BusField)]: bus.name }),
  service: "events",
});
