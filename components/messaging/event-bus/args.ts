import * as z from "zod";
import type { EventContract } from "../../contracts/event";
import { accountsShape } from "../../core/args/accounts";
import { duration, list, must, object, type Shape } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { transformShape } from "../../core/component/children";
import { type EventBusTransform, eventBusChildren } from "./children";

export interface EventBusArgs {
  /** The contracts of what is put on it. Only these go through `put()`, and rules are made of them. */
  readonly events: readonly EventContract[];
  /** Keeps every event for replays, this long: 1 to 3,650 days. @default none (archives are billed by their size) */
  readonly archive?: Duration;
  /**
   * Other accounts that may put events on it, under the sources of its contracts.
   *
   * @default [] (its own account, by the links of functions)
   */
  readonly accounts?: readonly string[];
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: EventBusTransform;
}

const CONTRACT = "an event, which eventContract() declares";

export const contractShape = z.custom(
  (value) => typeof Object(value).detailType === "string" && typeof Object(value).source === "string",
  must(CONTRACT),
) as z.ZodType & { readonly unwrap?: never };

export const eventBusShape: Shape<EventBusArgs> = {
  events: list(contractShape, "a list of events, which eventContract() declares"),
  archive: duration.optional(),
  accounts: accountsShape,
  transform: transformShape(eventBusChildren),
};

export const eventBusArgs = object(eventBusShape);
