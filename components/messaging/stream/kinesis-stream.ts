import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { input, number, object, text } from "../../core/args/args-shape";
import { wholeNumber } from "../../core/args/whole-number";
import { parseArn } from "../../core/rights/arn";
import type { Grant } from "../../core/rights/link";
import type { StreamSource } from "../../core/stream-source";

/** A Kinesis data stream that somebody else made. */
export interface AdoptedKinesisStream {
  readonly arn: pulumi.Input<string>;
  /** How many shards it has, for a check against what functions have reserved. @default unknown (on demand) */
  readonly shards?: number;
  /** The key that it is encrypted with, where that is one of your own. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

const shape = object<AdoptedKinesisStream>({
  arn: input(text("the ARN of a Kinesis stream")),
  shards: number("a whole number of shards").optional(),
  kmsKeyArn: input(text("the ARN of a key")).optional(),
});

const SUBJECT = "kinesisStream";

/** A whole number that no region exceeds: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const MAX_SHARDS = 20_000;

/**
 * A Kinesis stream for a `StreamConsumer`.
 *
 * @throws {ArgsError} for arguments that are none.
 */
export const kinesisStream = (args: AdoptedKinesisStream): StreamSource => {
  const [issue] = shape.safeParse(args).error?.issues ?? [];
  if (issue !== undefined) throw new ArgsError(SUBJECT, issue.path.join(".") || "arguments", issue.message);
  const { arn, shards } = args;
  if (shards !== undefined) wholeNumber(SUBJECT, "shards", shards, 1, MAX_SHARDS);
  return { description: "Kinesis stream", kind: "kinesis", arn, grants: grants(args), ...(shards && { shards }) };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html (read 2026-11); `ListStreams` knows no resources. */
const grants = ({ arn, kmsKeyArn }: AdoptedKinesisStream): Grant[] => [
  {
    actions: [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:ListShards",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
    ],
    resources: [arn],
  },
  { actions: ["kinesis:ListStreams"], resources: ["*"] },
  ...(kmsKeyArn === undefined
    ? []
    : [
        {
          actions: ["kms:Decrypt"],
          resources: [kmsKeyArn],
          condition: {
            StringEquals: {
              "kms:ViaService": parseArn(arn).apply(({ region }) => `kinesis.${region}.amazonaws.com`),
            },
          },
        },
      ]),
];
