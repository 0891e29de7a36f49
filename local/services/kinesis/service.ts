import { createApi } from "../../wire/api";
import { refuseJsonInput } from "../../wire/json-errors";
import type { Operation } from "../../wire/operation";
import type { Cloud, Service } from "../service";
import { createStream } from "./operations/create-stream";
import { listStreams } from "./operations/list-streams";
import { putRecord } from "./operations/put-record";
import { putRecords } from "./operations/put-records";
import { type KinesisServices, kinesisTables } from "./store";

const OPERATIONS: readonly Operation<KinesisServices>[] = [createStream, listStreams, putRecord, putRecords];

/** Kinesis as far as an integration of API Gateway calls it: records are kept in one shard. */
export const createKinesisService = (cloud: Cloud): Service => {
  const { access, clock, storage, log } = cloud;
  const arn = (stream: string) => `arn:${cloud.partition}:kinesis:${cloud.region}:${cloud.account}:stream/${stream}`;
  return {
    name: "kinesis",
    resources: [],
    handle: createApi({
      service: "kinesis",
      services: { ...kinesisTables(storage), access, clock, arn },
      operations: OPERATIONS,
      errors: {},
      refuse: refuseJsonInput,
      log,
    }),
  };
};
