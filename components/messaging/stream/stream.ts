import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { RequestValue } from "../../core/request-value";
import type { Link } from "../../core/rights/link";
import type { StreamSource } from "../../core/stream-source";
import type { Target } from "../../core/target";
import type { Watched, Widget } from "../../core/widget";
import { keyed, ownKey } from "../../operations/key/key";
import type { StreamArgs } from "./args";
import { type StreamNodes, streamChildren } from "./children";
import { kinesisStream } from "./kinesis-stream";
import { putLink } from "./links";
import { planStream, type StreamPlan } from "./plan";
import { putTarget } from "./target";
import { streamWidgets } from "./widgets";

/**
 * A Kinesis data stream, encrypted: many consumers read the same records, in the order of each partition key.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const clicks = new Stream("clicks");
 * new RestApi("shop", { routes: { "POST /clicks": { to: clicks.put(), body: Click } } });
 * new StreamConsumer("count", { stream: clicks.stream(), function: count, onFailure });
 */
export class Stream extends pulumi.ComponentResource implements Watched {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly plan: StreamPlan;
  readonly nodes: StreamNodes;

  constructor(name: string, args: StreamArgs | StreamPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planStream(name, args);
    super(componentType("Stream"), name, {}, opts);
    const key = ownKey(asked, this, asked.protected ? "protected" : "throw-away");
    this.plan = keyed(asked, key);
    const { shards, retentionHours, kmsKeyArn, tags, transform } = this.plan;
    const make = childrenOf(streamChildren, this, name, transform);
    const stream = make(
      "stream",
      undefined,
      {
        streamModeDetails: { streamMode: shards === undefined ? "ON_DEMAND" : "PROVISIONED" },
        ...(shards !== undefined && { shardCount: shards }),
        retentionPeriod: retentionHours,
        encryptionType: "KMS",
        kmsKeyId: kmsKeyArn ?? "alias/aws/kinesis",
        ...(Object.keys(tags).length > 0 && { tags }),
      },
      { protect: this.plan.protected },
    );
    this.nodes = { stream, ...(key && { key }) };
    this.arn = stream.arn;
    this.name = stream.name;
    this.registerOutputs({ arn: this.arn, name: this.name });
  }

  /**
   * The right to put records: for a function (`CLICKS_STREAM_NAME` under the link name `clicks`), and as the target of an API
   * route, which then puts the request's body.
   *
   * @param partitionKey Of a route: whose records stay in order, `"path.showId"`. By default they spread over all shards.
   */
  put(partitionKey: RequestValue = "context.requestId"): Link & Target {
    const { stream } = this.nodes;
    return { ...putTarget(this.plan, stream, partitionKey), ...putLink(this.plan, stream), watched: this };
  }

  /** For a `StreamConsumer`. */
  stream(): StreamSource {
    const { name, shards, kmsKeyArn } = this.plan;
    const source = kinesisStream({
      arn: this.arn,
      ...(shards !== undefined && { shards }),
      ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    });
    return { ...source, description: `Kinesis stream ${name}` };
  }

  widgets(): Widget[] {
    return streamWidgets(this);
  }
}
