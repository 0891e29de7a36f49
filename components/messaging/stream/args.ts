import { either, number, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { type StreamTransform, streamChildren } from "./children";

export interface StreamArgs {
  /**
   * How many shards there are, 1 to 10,000, each billed by the hour: one takes 1 MB or 1,000 records a second.
   * `"on demand"` follows what is written.
   *
   * @default "on demand"
   */
  readonly shards?: number | "on demand";
  /** How long records stay, read or not: whole hours, from 24 hours to 365 days. More than a day is billed. @default "24 hours" */
  readonly retention?: Duration;
  /** Of records; producers and consumers get the rights to a key of one's own. @default "aws" (that of Kinesis) */
  readonly encryption?: Encryption;
  /** `protected`: Pulumi refuses to delete the stream. `throw-away`: gone with the stack. @default "protected" */
  readonly protection?: "protected" | "throw-away";
  /** Of the stream; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: StreamTransform;
}

const SHARDS = 'a whole number from 1 to 10000, or "on demand"';

const shape: Shape<StreamArgs> = {
  shards: either((value) => value === "on demand", number(SHARDS)).optional(),
  retention: text('a length of time, such as "24 hours"').optional(),
  encryption: encryptionShape,
  protection: oneOf("protected", "throw-away").optional(),
  tags: tagsShape,
  transform: transformShape(streamChildren),
};

export const streamArgs = object(shape);
