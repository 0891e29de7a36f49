import type * as pulumi from "@pulumi/pulumi";
import type { EventName } from "../../contracts/event";
import { input, list, object, text } from "../../core/args/args-shape";
import { contractShape } from "./args";

/** A bus that another stack made, and what it has: nothing is guessed, nothing is looked up. */
export interface AdoptedEventBus {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** What may be put on it: contracts of these are taken, and no others. */
  readonly events: readonly EventName[];
  /** Where it is made, for messages: `"organization/platform/prod"`. @default elsewhere */
  readonly stack?: string;
}

/** Instead of all the other arguments. */
export interface AdoptingEventBusArgs {
  readonly adopted: AdoptedEventBus;
}

export const adoptingEventBusArgs = object<AdoptingEventBusArgs>({
  adopted: object<AdoptedEventBus>({
    name: input(text("the name of a bus")),
    arn: input(text("the ARN of a bus")),
    events: list(contractShape, "a list of events, [{ source, detailType }]"),
    stack: text("the name of a stack").optional(),
  }),
});
