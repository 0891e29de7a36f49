import * as z from "zod";
import type { EventContract } from "../../contracts/event";
import { flag, must, object, type Shape } from "../../core/args/args-shape";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { transformShape } from "../../core/component/children";
import { type TopicTransform, topicChildren } from "./children";

export interface TopicArgs<Contract extends EventContract = EventContract> {
  /** The contract of its messages, of which filters of subscriptions are made. @default messages of any kind */
  readonly message?: Contract;
  /**
   * In order within a message group, each message once within five minutes, told apart by its content. Only queues
   * subscribe to it.
   *
   * @default false
   */
  readonly fifo?: boolean;
  /** Of messages; publishers get the rights to a key of one's own. @default "aws" (that of SNS) */
  readonly encryption?: Encryption;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: TopicTransform;
}

const shape: Shape<TopicArgs> = {
  message: z
    .custom((value) => typeof Object(value).detailType === "string", must("an event, which eventContract() declares"))
    .optional(),
  fifo: flag.optional(),
  encryption: encryptionShape,
  transform: transformShape(topicChildren),
};

export const topicArgs = object(shape);
