import * as z from "zod";
import type { EventContract } from "../../contracts/event";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, isData, must, object, type Shape } from "../../core/args/args-shape";
import { transformShape } from "../../core/component/children";
import type { Receiver } from "../../core/receiver";
import type { InvokedFunction } from "../../core/target";
import type { WhereOf } from "../event-rule/pattern";
import { Queue } from "../queue/queue";
import { Topic } from "../topic/topic";
import { type TopicSubscriptionTransform, topicSubscriptionChildren } from "./children";

/** A LambdaFunction. */
export type SubscribedFunction = Receiver & { readonly invokes: InvokedFunction };

export interface TopicSubscriptionArgs<Contract extends EventContract = EventContract> {
  readonly topic: Topic<Contract>;
  /** A Queue, which has the topic among its `from`, or a LambdaFunction. */
  readonly to: Queue | SubscribedFunction;
  /** What the messages have to be like, which are then JSON. @default whatever they are */
  readonly where?: WhereOf<Contract>;
  /** Without SNS's envelope, as a queue's message. Not for functions. @default true for queues */
  readonly raw?: boolean;
  /** An alarm on any message that did not arrive. @default {} (no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: TopicSubscriptionTransform;
}

const TO = "a Queue or a LambdaFunction";

const shape: Shape<TopicSubscriptionArgs> = {
  topic: component(() => Topic, "a Topic"),
  to: z.custom(
    (value) => value instanceof Queue || typeof Object(value).invokes === "object",
    must(TO),
  ) as z.ZodType & { readonly unwrap?: never },
  where: z.custom(isData, must('what the messages have to be like, { status: ["confirmed"] }')).optional(),
  raw: z.boolean(must("true or false")).optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(topicSubscriptionChildren),
};

export const topicSubscriptionArgs = object(shape);
