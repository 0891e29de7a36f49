import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { streamKeyUse } from "./key-use";
import { createStream } from "./operations/create-stream";
import { deleteStream } from "./operations/delete-stream";
import { describeStream } from "./operations/describe-stream";
import { describeStreamSummary } from "./operations/describe-stream-summary";
import { getRecords } from "./operations/get-records";
import { getShardIterator } from "./operations/get-shard-iterator";
import { listStreams } from "./operations/list-streams";
import { putRecord } from "./operations/put-record";
import { putRecords } from "./operations/put-records";
import { streamType } from "./resources/stream";
import { type KinesisServices, Streams } from "./store";

const OPERATIONS: readonly Operation<KinesisServices>[] = [
  createStream,
  deleteStream,
  describeStream,
  describeStreamSummary,
  getRecords,
  getShardIterator,
  listStreams,
  putRecord,
  putRecords,
];

declare module "../directory" {
  interface Services {
    readonly kinesis: Service & { readonly streams: Streams };
  }
}

/** Kinesis as far as an integration of API Gateway calls it: records are kept in one shard. */
export const createKinesisService = (cloud: Cloud): Services["kinesis"] => {
  const streams = new Streams(cloud);
  return {
    name: "kinesis",
    streams,
    resources: [streamType(streams)],
    ...createApi({
      service: "kinesis",
      services: { streams, clock: cloud.clock, log: cloud.log, useKey: streamKeyUse(cloud, streams) },
      access: cloud.access,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: refuseJsonInput,
      log: cloud.log,
    }),
  };
};
