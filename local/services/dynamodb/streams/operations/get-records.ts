import { resource } from "../../../../wire/operations/right";
import { dynamoDbOperation } from "../../dynamodb-operation";
import { text, whole } from "../../input/plain";
import { required } from "../../input/shape";
import { structure } from "../../input/structure";
import { readIterator, requireFresh, writeIterator } from "../iterator";
import { requireStream } from "../named-stream";
import { eventOf } from "../stream-event";

const MOST = 1000;

/** One answer has no more. */
// fidelity: docs: GetRecords: 1 MB, or 1,000 records
const MAX_BYTES = 1024 * 1024;

export const getRecords = dynamoDbOperation(
  "GetRecords",
  structure("GetRecordsInput", {
    ShardIterator: required(text({ min: 1, max: 2048 })),
    Limit: whole({ min: 1, max: MOST }),
  }),
  {
    action: "dynamodb:GetRecords",
    on(_, { ShardIterator = "" }) {
      const position = readIterator(ShardIterator);
      return resource(position.stream, () => position);
    },
  },
  ({ streams, clock, region }) =>
    ({ Limit = MOST }, position) => {
      requireFresh(position, clock.now());
      const stream = requireStream(streams, position.stream);
      let bytes = 0;
      const records = streams.records(stream, position.from, Limit).filter(({ size }, at) => {
        bytes += size;
        return at === 0 || bytes <= MAX_BYTES;
      });
      const last = records[records.length - 1];
      const from = last ? last.number + 1 : position.from;
      const isOver = stream.closed !== undefined && from > streams.last(stream);
      return {
        Records: records.map((record) => eventOf(stream, record, region)),
        ...(isOver ? {} : { NextShardIterator: writeIterator({ stream: stream.arn, from, made: clock.now() }) }),
      };
    },
);
