import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { must } from "./args/args-shape";
import type { Grant } from "./rights/link";

/** What the records of a table's stream hold of the item that changed, besides its key. */
export type StreamView = "keys only" | "new image" | "old image" | "both images";

/** What is known of a stream before it is made. */
export interface StreamFacts {
  /** In words: `stream of table shows`. */
  readonly description: string;
  readonly kind: "dynamodb" | "kinesis";
  /** Of a table's stream. */
  readonly view?: StreamView;
  /** How many shards there are, where that is the program's to say. Each is read by itself. */
  readonly shards?: number;
}

/** A stream that Lambda may read for a function: `table.stream()`, `kinesisStream(…)`. */
export interface StreamSource extends StreamFacts {
  readonly arn: pulumi.Input<string>;
  /** What Lambda needs of the function's role to read it. */
  readonly grants: readonly Grant[];
}

/** A stream, or what is known of one that is planned only. */
export const streamShape = z.custom(
  (value) => ["dynamodb", "kinesis"].includes(Object(value).kind),
  must("a stream, such as table.stream() or kinesisStream({ arn })"),
);
