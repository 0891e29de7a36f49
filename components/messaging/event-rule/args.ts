import * as z from "zod";
import type { EventContract } from "../../contracts/event";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, isData, must, object, type Shape, text } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import { type Receiver, receiverShape } from "../../core/receiver";
import { type DeliveryRetry, retryShape } from "../dead-letters/retry";
import { EventBus } from "../event-bus/event-bus";
import { type EventRuleTransform, eventRuleChildren } from "./children";
import type { AwsEvent, WhereOf } from "./pattern";

interface Delivered {
  /** What gets the events: a LambdaFunction, `queue.send()`, `topic.publish()`, `bus.put()` of another bus. */
  readonly to: Receiver;
  /** The message group of a FIFO queue. */
  readonly group?: string;
  /** What the target gets. @default "event", whole */
  readonly input?: "event" | "detail";
  readonly retry?: DeliveryRetry;
  /** An alarm on any event that did not reach its target. @default {} (no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  readonly enabled?: boolean;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: EventRuleTransform;
}

/** A rule for events of a bus. */
export interface OwnEventRuleArgs<Contract extends EventContract = EventContract> extends Delivered {
  readonly bus: EventBus;
  /** The event, or several. */
  readonly on: Contract | readonly Contract[];
  /** What their data has to be like. @default whatever it is */
  readonly where?: WhereOf<Contract>;
}

/** A rule for AWS's own events, which are on the default bus alone. */
export interface AwsEventRuleArgs extends Delivered {
  readonly bus?: undefined;
  readonly on: AwsEvent;
  readonly where?: Readonly<Record<string, unknown>>;
}

export type EventRuleArgs<Contract extends EventContract = EventContract> =
  | OwnEventRuleArgs<Contract>
  | AwsEventRuleArgs;

/** All keys of both. */
type AnyArgs = Delivered & { readonly bus?: EventBus | undefined; readonly on: object; readonly where?: unknown };

const ON = "an event, which eventContract() declares, a list of such, or { awsSource, detailType } on the default bus";

const shape: Shape<AnyArgs> = {
  bus: component(() => EventBus, "an EventBus").optional(),
  on: z.custom((value) => typeof value === "object" && value !== null, must(ON)) as z.ZodType & {
    readonly unwrap?: never;
  },
  where: z.custom(isData, must('what the data has to be like, { city: ["Ghent"] }')).optional(),
  to: receiverShape,
  group: text("the name of a message group").optional(),
  input: z.enum(["event", "detail"], must('"event" or "detail"')).optional(),
  retry: retryShape,
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  enabled: z.boolean(must("true or false")).optional(),
  transform: transformShape(eventRuleChildren),
};

export const eventRuleArgs = object(shape);
